-- Everything of the business in files that others can read (step M11): who ordered it, how far it is, which parts lie
-- ready, and when they go. The files lie outside the database and its backups, sealed block by block, for three days.

CREATE TABLE house_export (
  tenant_id uuid NOT NULL REFERENCES tenant,
  export_id uuid NOT NULL,
  ordered_by uuid NOT NULL,
  ordered_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('working', 'ready', 'failed', 'gone')),
  chapter text NOT NULL,
  after_number integer NOT NULL DEFAULT 0,
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{}',
  tries smallint NOT NULL DEFAULT 0,
  finished_at timestamptz,
  expires_at timestamptz,
  PRIMARY KEY (tenant_id, export_id),
  FOREIGN KEY (tenant_id, ordered_by) REFERENCES member
);
CALL tenant_table('house_export');
CREATE UNIQUE INDEX house_export_working ON house_export (tenant_id) WHERE state = 'working';
COMMENT ON TABLE house_export IS 'class: LK-15; purpose: proof of who took everything along, and when (DV-2, Art. 5(2)); ids and counts only';

CREATE TABLE house_export_part (
  tenant_id uuid NOT NULL,
  part_id uuid NOT NULL,
  export_id uuid NOT NULL,
  number smallint NOT NULL,
  bytes bigint NOT NULL,
  hash bytea NOT NULL,
  files integer NOT NULL,
  made_at timestamptz NOT NULL,
  fetched_at timestamptz,
  PRIMARY KEY (tenant_id, part_id),
  UNIQUE (tenant_id, export_id, number),
  FOREIGN KEY (tenant_id, export_id) REFERENCES house_export
);
CALL tenant_table('house_export_part');
COMMENT ON TABLE house_export_part IS 'class: LK-15; purpose: which files were made of everything, with their hash; the files themselves go after three days';
