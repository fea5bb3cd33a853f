-- When the person said it at WhatsApp: a delivery that lay parked for days does not overwrite what they said since.
ALTER TABLE identity ADD COLUMN meta_preference_at timestamptz;
