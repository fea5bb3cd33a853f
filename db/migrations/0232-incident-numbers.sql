-- The authority was told a number: it is given once, also when two are opened at the same moment, and when the record of the
-- newest breach has gone after its period.
CREATE TABLE incident_count (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  last_number integer NOT NULL
);
ALTER TABLE incident NO FORCE ROW LEVEL SECURITY;
INSERT INTO incident_count SELECT tenant_id, max(number) FROM incident GROUP BY tenant_id;
ALTER TABLE incident FORCE ROW LEVEL SECURITY;
CALL tenant_table('incident_count');
COMMENT ON TABLE incident_count IS 'class: none; purpose: last number given to a breach, one row so that none is given twice';
