-- Marks are places in a text. Which text, is told by a keyed digest of it: changed since, it is looked at again.
ALTER TABLE subject_review ADD COLUMN text_mac bytea;
