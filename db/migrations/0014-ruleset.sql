-- The rules as this business made them stricter. A change is a new version; decisions name the one they were made under.
CREATE TABLE ruleset (
  tenant_id uuid NOT NULL REFERENCES tenant,
  version integer NOT NULL CHECK (version > 0),
  limits jsonb NOT NULL,
  at timestamptz NOT NULL,
  member_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, version)
);
CALL tenant_table('ruleset');
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON ruleset FOR EACH ROW EXECUTE FUNCTION append_only();
COMMENT ON TABLE ruleset IS 'class: LK-15; purpose: numbers the business made stricter than shipped, one row per change';
-- The page of rules counts how often each spoke in the last 30 days.
CREATE INDEX decision_of_day ON decision (tenant_id, at);
