-- What is said in a voice message, written down by whoever may hear it (M3): sealed as the recording is, gone with it.
ALTER TABLE attachment
  ADD COLUMN sealed_transcript bytea,
  ADD COLUMN transcript_by uuid,
  ADD COLUMN transcript_at timestamptz;
COMMENT ON COLUMN attachment.sealed_transcript IS 'personal: what is said in a voice message; purpose: read and find it; class: as its message';

ALTER TABLE team_file
  ADD COLUMN sealed_transcript bytea,
  ADD COLUMN transcript_by uuid,
  ADD COLUMN transcript_at timestamptz;
COMMENT ON COLUMN team_file.sealed_transcript IS 'personal: what is said in a voice message; purpose: read and find it; class: column retention_class';
