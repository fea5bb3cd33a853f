-- A night that deleted nothing because it did not believe the clock.
ALTER TABLE sweep_run ADD COLUMN waited boolean NOT NULL DEFAULT false;
