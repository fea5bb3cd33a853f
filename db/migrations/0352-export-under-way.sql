-- What the part being written has passed, beside what the parts before it hold: a part that is begun anew counts from
-- where it begins, and the page says no "760 von 510" after a server that died.
ALTER TABLE house_export ADD COLUMN under_way integer NOT NULL DEFAULT 0;
