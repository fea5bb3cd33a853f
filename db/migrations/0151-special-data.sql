-- Art. 9 GDPR (SC-1): what a customer sent about health and the like is kept with the order only if they expressly agree.
-- One row a message, asked once; it goes with the message it is about. Ids only.
CREATE TABLE special_consent (
  tenant_id uuid NOT NULL REFERENCES tenant,
  message_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  question_message_id uuid NOT NULL,
  answer_message_id uuid,
  given_at timestamptz,
  PRIMARY KEY (tenant_id, message_id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES message ON DELETE CASCADE
);
CALL tenant_table('special_consent');
CREATE INDEX special_consent_of_contact ON special_consent (tenant_id, contact_id) WHERE given_at IS NULL;
COMMENT ON TABLE special_consent IS 'class: as its message; purpose: proof of an explicit consent to keep special data (Art. 9(2)(a) GDPR)';
