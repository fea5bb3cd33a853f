-- What waits for the end of somebody's free time (IN-4 to IN-6) is not told to their open screen either.
ALTER TABLE event ADD COLUMN withheld_from uuid[];
