-- A channel whose access the provider does not take, or whose provider cannot be reached, says so on its card.
ALTER TABLE channel_account
  ADD COLUMN trouble text CHECK (trouble IN ('refused', 'unreachable')),
  ADD COLUMN trouble_since timestamptz;
COMMENT ON COLUMN channel_account.trouble IS 'what was wrong as the provider was asked last; empty: it answered';
COMMENT ON COLUMN channel_account.trouble_since IS 'since when that is so';
