-- By whom, written and never read: the audit log tells it, in one place and to whoever may know.
ALTER TABLE attachment DROP COLUMN sensitive_by;
ALTER TABLE contract_file DROP COLUMN uploaded_by;
ALTER TABLE guest DROP COLUMN invited_by;
ALTER TABLE metadata_profile DROP COLUMN confirmed_by;
ALTER TABLE recovery_sheet DROP COLUMN kept_by;
ALTER TABLE recovery_sheet DROP COLUMN printed_by;
ALTER TABLE restore_pause DROP COLUMN confirmed_by;
ALTER TABLE subprocessor_change DROP COLUMN decided_by;
ALTER TABLE team_setting DROP COLUMN decided_by;
ALTER TABLE transfer_switch DROP COLUMN changed_by;

-- Who began a project is nobody's question: the log does not tell it either.
ALTER TABLE project DROP COLUMN created_by;
