-- Who is named in a note finds it on "Heute" until they have read it (M2).
ALTER TABLE message ADD COLUMN mentions uuid[];
CREATE INDEX message_mentions ON message USING gin (mentions) WHERE mentions IS NOT NULL;
