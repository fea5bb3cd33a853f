-- Access: which device a passkey was made for, so that a refused device takes its passkey with it; and the language.

ALTER TABLE passkey ADD COLUMN enrolled_with uuid;
ALTER TABLE passkey ADD FOREIGN KEY (tenant_id, enrolled_with) REFERENCES device (tenant_id, device_id);
CREATE INDEX passkey_of_member ON passkey (tenant_id, member_id);
CREATE INDEX session_of_member ON session (tenant_id, member_id) WHERE revoked_at IS NULL;
CREATE INDEX session_of_device ON session (tenant_id, device_id) WHERE revoked_at IS NULL;

ALTER TABLE member ADD COLUMN language text NOT NULL DEFAULT 'de' CHECK (language IN ('de', 'en'));

-- The readable start of a code: wrong guesses at one code are counted under it, and end it (V56).
ALTER TABLE one_time_code ADD COLUMN selector text;
CREATE INDEX one_time_code_selector ON one_time_code (tenant_id, selector) WHERE used_at IS NULL;
