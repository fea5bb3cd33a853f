-- The search tables are UNLOGGED so that no name and no word is in a backup. ANALYZE would copy the commonest of them
-- into pg_statistic, which is logged, backed up, and forgets nobody who was erased. It keeps nothing of them.
ALTER TABLE contact_search ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE message_search ALTER COLUMN words SET STATISTICS 0;
