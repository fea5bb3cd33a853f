-- Written and never read: what nobody asks for is not kept. Who opened locked letters and who reserved a conversation stands
-- in the audit log; when a customer was last on their page, or who pinned a message, is nobody's business.
DROP TABLE letter_access;

ALTER TABLE ampel_state DROP COLUMN mailed_at;
ALTER TABLE away_text DROP COLUMN changed_at;
ALTER TABLE bank_detail DROP COLUMN since;
ALTER TABLE channel_template DROP COLUMN synced_at;
ALTER TABLE conversation DROP COLUMN reserved_by;
ALTER TABLE customer_session DROP COLUMN last_seen_at;
ALTER TABLE passkey DROP COLUMN last_used_at;
ALTER TABLE room_message DROP COLUMN pinned_by;
ALTER TABLE session DROP COLUMN proved_at;
ALTER TABLE setup_step DROP COLUMN updated_at;
ALTER TABLE staff_address DROP COLUMN added_at;
