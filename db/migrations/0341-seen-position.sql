-- A reply that was long on its way, with a film or from a cellar, answers what its writer saw, not what came meanwhile.
ALTER TABLE message ADD COLUMN seen_position integer;
COMMENT ON COLUMN message.seen_position IS 'the last position on the screen of whoever wrote this reply when they sent it; empty where that is not known';
