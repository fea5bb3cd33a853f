-- A file that is too delicate for a messenger (a large invoice, EM-3) waits behind a link that works once and needs a code;
-- the two go different ways. Ids and hashes only: the file itself is the attachment of the message that brought the link.
CREATE TABLE file_link (
  tenant_id uuid NOT NULL REFERENCES tenant,
  file_link_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  message_id uuid NOT NULL,
  attachment_id uuid NOT NULL,
  link_hash bytea,
  code_mac bytea,
  tries smallint NOT NULL DEFAULT 0,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  fetched_at timestamptz,
  PRIMARY KEY (tenant_id, file_link_id),
  UNIQUE (tenant_id, link_hash)
);
CALL tenant_table('file_link');
COMMENT ON TABLE file_link IS 'class: LK-16; purpose: hand a file over by link and code instead of by messenger; gone twelve months after its last day';
