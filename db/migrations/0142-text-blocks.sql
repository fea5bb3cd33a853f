-- Text blocks (U26): what a business writes again and again, with gaps that are filled when it is used. They speak of
-- nobody: names go into the gaps.
CREATE TABLE text_block (
  tenant_id uuid NOT NULL REFERENCES tenant,
  text_block_id uuid NOT NULL,
  name text NOT NULL,
  body text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, text_block_id)
);
CALL tenant_table('text_block');
CREATE UNIQUE INDEX text_block_name ON text_block (tenant_id, lower(name));
COMMENT ON TABLE text_block IS 'class: LK-16; purpose: answer with words the business has agreed on; kept until it deletes them';
