-- "Rückgängig" after "Erledigt" gives the contact back their wait, and so does a reply that ends without having reached
-- anybody. What a member dealt with without a word, by "Erledigt", needs no answer later either.
ALTER TABLE conversation
  ADD COLUMN closed_wait timestamptz,
  ADD COLUMN settled_position integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN conversation.closed_wait IS 'since when the contact waited as it was closed; opened again, they wait since then';
COMMENT ON COLUMN conversation.settled_position IS 'up to here a member said that nothing needs an answer';
ALTER TABLE conversation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE message NO FORCE ROW LEVEL SECURITY;
UPDATE conversation c SET settled_position = coalesce((
  SELECT min(m.position) - 1 FROM message m
  WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.conversation_id AND m.direction = 'in'
    AND m.sent_at >= c.waiting_since), c.last_position);
ALTER TABLE message FORCE ROW LEVEL SECURITY;
ALTER TABLE conversation FORCE ROW LEVEL SECURITY;
