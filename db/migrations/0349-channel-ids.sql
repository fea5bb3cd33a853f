-- An id that WhatsApp gives a message carries the sender's number, base64 encoded. It stands in the clear, because
-- receipts and repeated deliveries are found by it, so each column with one is a personal one; and so are the hash of
-- somebody's address, what a colleague answered or when they are away, and the papers that name who answers for the firm.
COMMENT ON COLUMN message.external_id IS 'personal: message id at the channel, at WhatsApp with the telephone number in it; purpose: no doubles, receipts; class: column retention_class';
COMMENT ON COLUMN parked_receipt.external_id IS 'personal: message id at the channel, at WhatsApp with the telephone number in it; purpose: settle the message once it is here; class: LK-0';
COMMENT ON COLUMN parked_change.external_id IS 'personal: message id at the channel, at WhatsApp with the telephone number in it; purpose: no doubles; class: LK-0';
COMMENT ON COLUMN parked_change.target IS 'personal: message id at the channel, at WhatsApp with the telephone number in it; purpose: find the message once it is here; class: LK-0';
COMMENT ON COLUMN notice_delivery.provider_message_id IS 'personal: message id at the channel, at WhatsApp with the telephone number in it; purpose: proof; class: LK-8';
COMMENT ON COLUMN rate_limit.key_hash IS 'personal: keyed hash of an address in the net or of a member; purpose: slow down guessing; class: LK-0';
COMMENT ON COLUMN absence.member_id IS 'personal: who is away, never why; purpose: plan nobody who is not available; class: LK-12';
COMMENT ON COLUMN room_reaction.emoji IS 'personal: reaction of a member; purpose: work together; class: LK-12';
COMMENT ON COLUMN room_vote.choices IS 'personal: what a member chose; purpose: work together; class: LK-12';
COMMENT ON COLUMN imprint.fields IS 'personal: who answers for the business, of a sole trader name and address; purpose: the law asks for an Impressum (§ 5 DDG); class: LK-4';
COMMENT ON COLUMN setup_step.fields IS 'personal: who answers for the business, and its data protection officer; purpose: Impressum and notice; class: LK-16';
COMMENT ON COLUMN notice.fields IS 'personal: who answers for the business, and its data protection officer; purpose: privacy information (Art. 13); class: LK-8';
COMMENT ON COLUMN record_version.content IS 'personal: who answers for the business, and its data protection officer; purpose: records of Art. 30, 32 and 35; class: LK-15';
COMMENT ON COLUMN host_agreement.document IS 'personal: who answers for the operator and for the business; purpose: proof of the agreement; class: LK-4';
