-- A file that is handed out by link and code is not shown in the conversation of the customer page (EM-3).
ALTER TABLE message NO FORCE ROW LEVEL SECURITY;
ALTER TABLE file_link NO FORCE ROW LEVEL SECURITY;
UPDATE message m SET content_flags = content_flags || '{behind-link}'
  WHERE EXISTS (SELECT FROM file_link l WHERE l.tenant_id = m.tenant_id AND l.message_id = m.message_id);
ALTER TABLE file_link FORCE ROW LEVEL SECURITY;
ALTER TABLE message FORCE ROW LEVEL SECURITY;
