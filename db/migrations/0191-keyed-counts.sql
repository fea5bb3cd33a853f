-- An address is one of few, so a plain hash of it can be guessed: the counts are kept under a keyed hash. Those under a
-- plain one go; each window begins anew.
TRUNCATE rate_limit;
COMMENT ON TABLE rate_limit IS 'class: LK-0; purpose: slow down guessing; keyed hashes only, deleted the night after their window';
