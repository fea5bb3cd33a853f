-- Which messages and files an answer was put together from, while it can be collected. The clocks of channel and server
-- differ, so no time says that. Of one made before this nobody knows: then anything counts as part of it.
ALTER TABLE subject_packet ADD COLUMN contents uuid[];
