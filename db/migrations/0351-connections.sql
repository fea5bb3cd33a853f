-- The list of every host the server and its pages talk to is one more record.
ALTER TABLE record_version
  DROP CONSTRAINT record_version_kind_check,
  ADD CONSTRAINT record_version_kind_check
    CHECK (kind IN ('processing', 'measures', 'connections', 'deletion', 'notices', 'impact'));
