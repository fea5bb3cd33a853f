-- With a wrong app secret everything customers write is turned away at the door: the owner hears of it, not the log alone.
ALTER TABLE channel_account ADD COLUMN unsigned_at timestamptz;
COMMENT ON COLUMN channel_account.unsigned_at IS
  'when a delivery last came whose signature does not fit the app secret; empty: none since the access was entered';
