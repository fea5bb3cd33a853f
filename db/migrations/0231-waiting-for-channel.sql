-- Before a channel is open, and while its contract has lapsed, its provider is asked for nothing, not even for a photo. The
-- file waits, and the screen says so.
ALTER TABLE attachment ADD COLUMN waits_for_channel boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN attachment.waits_for_channel IS 'still at the provider, who may not be asked for it yet';
