-- "Rückgängig" (U28): what a member sends waits five seconds before its channel is called, and can be withdrawn. Messages
-- of one press share held_with, the id of the first: they are taken back together.
ALTER TABLE message
  ADD COLUMN held_until timestamptz,
  ADD COLUMN held_with uuid,
  DROP CONSTRAINT message_state_check,
  ADD CONSTRAINT message_state_check CHECK (
    state IN ('blocked', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'withdrawn'));
CREATE INDEX message_held ON message (tenant_id, held_with) WHERE held_with IS NOT NULL;
ALTER TABLE outbox
  DROP CONSTRAINT outbox_state_check,
  ADD CONSTRAINT outbox_state_check CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'withdrawn'));
