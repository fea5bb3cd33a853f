-- SC-2: a picture that shows too much is reported, and is covered or gone within 72 hours.
ALTER TABLE attachment ADD COLUMN sensitive_at timestamptz;
ALTER TABLE attachment ADD COLUMN sensitive_by uuid;
CREATE INDEX attachment_sensitive ON attachment (tenant_id, sensitive_at) WHERE sensitive_at IS NOT NULL;
