-- A window that lost an answer tells its words once more. Its number says whether they were taken already: sent from
-- another device since, they do not come back. So the row stays for a while when the words are gone.
ALTER TABLE draft ALTER COLUMN sealed_text DROP NOT NULL;
ALTER TABLE draft ADD COLUMN tellers jsonb NOT NULL DEFAULT '[]';
