-- The conversation shows beside the message whether its file was fetched (EM-3).
CREATE INDEX file_link_message ON file_link (tenant_id, message_id);
