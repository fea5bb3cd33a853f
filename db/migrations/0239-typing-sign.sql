-- U33: the business decides whether colleagues see who is writing in a conversation right now.
ALTER TABLE team_setting ADD COLUMN typing_shown boolean NOT NULL DEFAULT true;
