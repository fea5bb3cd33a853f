-- Who has shown their passkey to take everything along: this session may go on with a long download when the five minutes
-- are over. No other session may, and this one not for longer than the hours a slow line needs.
CREATE TABLE house_export_door (
  tenant_id uuid NOT NULL,
  session_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, session_id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES session ON DELETE CASCADE
);
CALL tenant_table('house_export_door');
COMMENT ON TABLE house_export_door IS 'class: LK-16; purpose: a passkey shown once lets one download run to its end; goes with its session';
