-- The team comes in: guests of a project, and events about rooms and projects.

ALTER TABLE member DROP CONSTRAINT member_role_check;
ALTER TABLE member ADD CONSTRAINT member_role_check CHECK
  (role IN ('owner', 'office', 'crew_lead', 'crew', 'apprentice', 'accountant', 'privacy_officer', 'guest'));

ALTER TABLE event ADD COLUMN room_id uuid;
ALTER TABLE event ADD COLUMN project_id uuid;
