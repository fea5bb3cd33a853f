-- What waits in one conversation is asked before each message leaves. Without it every one of them reads all that waits
-- in the business, and after an hour without the channel that is much.
CREATE INDEX outbox_of_conversation ON outbox (tenant_id, conversation_id) WHERE state IN ('queued', 'sending');
