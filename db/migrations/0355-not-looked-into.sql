-- A file of a kind nobody could look into is kept as it came: it has no time at which it was cleaned.
ALTER TABLE team_file ALTER COLUMN stripped_at DROP NOT NULL;
