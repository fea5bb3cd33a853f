-- EM-4: the bank details of the business, against which every text with an IBAN is held. A first one stands at once; a
-- change is a wish until a second person has confirmed it, because swindlers ask one person to "just update" it.
CREATE TABLE bank_detail (
  tenant_id uuid NOT NULL REFERENCES tenant,
  sealed_iban bytea,
  since timestamptz,
  sealed_wish bytea,
  wished_by uuid,
  wished_at timestamptz,
  PRIMARY KEY (tenant_id),
  FOREIGN KEY (tenant_id, wished_by) REFERENCES member (tenant_id, member_id),
  CHECK ((sealed_wish IS NULL) = (wished_by IS NULL) AND (sealed_wish IS NULL) = (wished_at IS NULL))
);
CALL tenant_table('bank_detail');
COMMENT ON TABLE bank_detail IS 'class: LK-16; purpose: recognise a foreign IBAN in a message; kept while the business has it';
COMMENT ON COLUMN bank_detail.sealed_iban IS 'personal: IBAN of the business, of a sole trader their own; purpose: recognise a foreign one; class: LK-16';
COMMENT ON COLUMN bank_detail.sealed_wish IS 'personal: IBAN that waits for a second person; purpose: no change by one person alone; class: LK-16';
