-- A device that was taken out of use says itself that nothing is left on it (DV-3); until then nobody knows.
ALTER TABLE device ADD COLUMN wiped_at timestamptz;
