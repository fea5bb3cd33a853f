-- The whole consent machine (rules.md 3.6): what was asked and answered in exact words, and the steps between.
ALTER TABLE consent_event
  DROP CONSTRAINT consent_event_state_check,
  ADD CONSTRAINT consent_event_state_check CHECK (state IN
    ('pending', 'asked', 'ambiguous', 'clarified', 'lapsed', 'refused', 'granted', 'withdrawn', 'used', 'check')),
  ADD COLUMN step bigint GENERATED ALWAYS AS IDENTITY,
  ADD COLUMN sealed_words bytea;
COMMENT ON COLUMN consent_event.sealed_words IS 'personal: exact question, exact answer, note on a paper; purpose: proof (Art. 7(1)); class: LK-6';
DROP INDEX consent_event_of;
CREATE INDEX consent_event_of ON consent_event (tenant_id, identity_id, channel_kind, purpose, step);
