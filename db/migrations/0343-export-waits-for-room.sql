-- A full disk is no failure of an export: it waits for room and goes on by itself, and the page says so meanwhile.
ALTER TABLE house_export ADD COLUMN waits_for_room boolean NOT NULL DEFAULT false;
