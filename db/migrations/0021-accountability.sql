-- Breaches (Art. 33, 34) and the generated records (Art. 30, 32, 35).

CREATE TABLE incident (
  tenant_id uuid NOT NULL REFERENCES tenant,
  incident_id uuid NOT NULL,
  number integer NOT NULL,
  drill boolean NOT NULL,
  aware_at timestamptz NOT NULL,
  opened_at timestamptz NOT NULL,
  device_id uuid,
  sealed_fields bytea NOT NULL,
  alarmed_hours integer NOT NULL DEFAULT 0,
  decided_at timestamptz,
  closed_at timestamptz,
  decision_id uuid,
  PRIMARY KEY (tenant_id, incident_id),
  UNIQUE (tenant_id, number),
  FOREIGN KEY (tenant_id, device_id) REFERENCES device (tenant_id, device_id),
  FOREIGN KEY (tenant_id, decision_id) REFERENCES decision (tenant_id, decision_id),
  CHECK (closed_at IS NULL OR (decided_at IS NOT NULL AND decision_id IS NOT NULL))
);
CALL tenant_table('incident');
CREATE INDEX incident_open ON incident (tenant_id, aware_at) WHERE closed_at IS NULL;
COMMENT ON TABLE incident IS 'class: LK-10; purpose: document every breach and its 72 hours (Art. 33(5))';
COMMENT ON COLUMN incident.sealed_fields IS 'personal: what happened, whose data, what was decided and why; purpose: notify the authority and the persons; class: LK-10';

CREATE TABLE record_version (
  tenant_id uuid NOT NULL REFERENCES tenant,
  kind text NOT NULL CHECK (kind IN ('processing', 'measures', 'deletion', 'notices', 'impact')),
  version integer NOT NULL,
  made_at timestamptz NOT NULL,
  content jsonb NOT NULL,
  changes jsonb NOT NULL,
  page bytea NOT NULL,
  pdf bytea NOT NULL,
  page_hash bytea NOT NULL,
  pdf_hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, kind, version)
);
CALL tenant_table('record_version');
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON record_version FOR EACH ROW EXECUTE FUNCTION append_only();
COMMENT ON TABLE record_version IS 'class: LK-15; purpose: the records of Art. 30, 32 and 35 as they stood, unchangeable';
