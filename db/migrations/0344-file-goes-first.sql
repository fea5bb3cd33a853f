-- A file goes to the channel before its message, and on a slow line that takes minutes. Where the server dies in these
-- minutes nothing has reached anybody, so the message goes again by itself. A number and no yes or no: whoever begins
-- the next try without knowing this column takes nothing over from the last one.
ALTER TABLE outbox ADD COLUMN file_attempt integer;
COMMENT ON COLUMN outbox.file_attempt IS 'the try of which only the file is on its way: of the message nothing has left';
