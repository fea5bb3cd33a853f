-- A signed paper beside the step of the consent it proves, and the number behind a START code (AD-6).
ALTER TABLE attachment
  ADD COLUMN consent_event_id uuid,
  ADD FOREIGN KEY (tenant_id, consent_event_id) REFERENCES consent_event,
  ADD CHECK (message_id IS NULL OR consent_event_id IS NULL);
CREATE INDEX attachment_of_consent ON attachment (tenant_id, consent_event_id) WHERE consent_event_id IS NOT NULL;
COMMENT ON TABLE attachment IS 'class: as its message; purpose: photos, files and signed papers of consents, with the proof that location data were removed (PH-1)';
COMMENT ON COLUMN attachment.sealed_name IS 'personal: file name; purpose: recognise the file; class: as its message';

ALTER TABLE channel_account ADD COLUMN public_number text;
