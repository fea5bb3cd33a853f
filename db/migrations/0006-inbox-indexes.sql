-- The inbox asks for trouble and for who waits; both must stay quick with many thousand conversations.
CREATE INDEX message_trouble ON message (tenant_id, conversation_id) WHERE state IN ('failed', 'unknown');
CREATE INDEX conversation_waiting ON conversation (tenant_id, waiting_since, conversation_id) WHERE waiting_since IS NOT NULL;
