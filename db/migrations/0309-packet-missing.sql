-- How many files of an answer the disk had lost: whoever sends it is told before.
ALTER TABLE subject_packet ADD COLUMN missing integer NOT NULL DEFAULT 0;
