-- "Chefsache" (step M4): a conversation for owner and office only, since when and by whom it was marked.
ALTER TABLE conversation
  ADD COLUMN reserved_at timestamptz,
  ADD COLUMN reserved_by uuid,
  ADD FOREIGN KEY (tenant_id, reserved_by) REFERENCES member,
  ADD CHECK ((reserved_at IS NULL) = (reserved_by IS NULL));
CREATE INDEX conversation_reserved ON conversation (tenant_id, conversation_id) WHERE reserved_at IS NOT NULL;
