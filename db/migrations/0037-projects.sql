-- Projects: one job for a contact. What is the customer's (name, address, access, notes, marked copies of their photos,
-- reports) is sealed with the card's key and with keys per contact; when a contact is erased these keys go, and every
-- copy of them is noise. The crew's own photos hang on the project's key and stay for the warranty (LK-5).

ALTER TABLE project
  ALTER COLUMN sealed_name DROP NOT NULL,
  ADD COLUMN card_key_id uuid NOT NULL,
  ADD COLUMN sealed_address bytea,
  ADD COLUMN sealed_access bytea,
  ADD COLUMN call_released boolean NOT NULL DEFAULT false,
  ADD COLUMN cleared_at timestamptz;
COMMENT ON TABLE project IS 'class: LK-5; purpose: one order or building site: who works on it and what hangs on it';
COMMENT ON COLUMN project.sealed_name IS 'personal: name of the order, often the customer''s; purpose: carry out the order, find its photos in the warranty; class: LK-5';
COMMENT ON COLUMN project.sealed_address IS 'personal: where the work is done; purpose: drive there, find its photos in the warranty; class: LK-5';
COMMENT ON COLUMN project.sealed_access IS 'personal: how one gets in; purpose: get in on the day of the visit; class: LK-1';

CREATE TABLE project_counter (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  last_number integer NOT NULL
);
CALL tenant_table('project_counter');
COMMENT ON TABLE project_counter IS 'class: none; purpose: running numbers of projects';

-- For whom the work is done. The key seals what was taken over from this contact.
CREATE TABLE project_contact (
  tenant_id uuid NOT NULL,
  project_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  key_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, project_id, contact_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project,
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contact
);
CALL tenant_table('project_contact');
CREATE INDEX project_contact_of ON project_contact (tenant_id, contact_id);
COMMENT ON TABLE project_contact IS 'class: LK-5; purpose: for whom a project is done';

CREATE TABLE project_conversation (
  tenant_id uuid NOT NULL,
  project_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  photos_since timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, project_id, conversation_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation
);
CALL tenant_table('project_conversation');
CREATE INDEX project_conversation_of ON project_conversation (tenant_id, conversation_id);
COMMENT ON TABLE project_conversation IS 'class: LK-5; purpose: which conversations belong to a project, and from when on their photos do';

-- What the office decided about a customer's photo, and what it shows. No row: by its date.
CREATE TABLE project_photo (
  tenant_id uuid NOT NULL,
  project_id uuid NOT NULL,
  attachment_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  released boolean,
  shows text CHECK (shows IN ('before', 'after', 'type_plate')),
  PRIMARY KEY (tenant_id, project_id, attachment_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project
);
CALL tenant_table('project_photo');
COMMENT ON TABLE project_photo IS 'class: LK-5; purpose: which of the customer''s photos the people on site see, and what they show';

CREATE TABLE project_appointment (
  tenant_id uuid NOT NULL,
  appointment_id uuid NOT NULL,
  project_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  confirmed boolean NOT NULL,
  member_ids uuid[] NOT NULL,
  revision integer NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, appointment_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project
);
CALL tenant_table('project_appointment');
CREATE INDEX project_appointment_day ON project_appointment (tenant_id, starts_at);
COMMENT ON TABLE project_appointment IS 'class: LK-1; purpose: when somebody comes to the customer, and who';

CREATE TABLE project_note (
  tenant_id uuid NOT NULL,
  note_id uuid NOT NULL,
  project_id uuid NOT NULL,
  client_id uuid NOT NULL,
  author_id uuid NOT NULL,
  sealed_text bytea NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, note_id),
  UNIQUE (tenant_id, author_id, client_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project,
  FOREIGN KEY (tenant_id, author_id) REFERENCES member
);
CALL tenant_table('project_note');
CREATE INDEX project_note_of ON project_note (tenant_id, project_id, written_at);
COMMENT ON TABLE project_note IS 'class: LK-1; purpose: what colleagues must know about a job';
COMMENT ON COLUMN project_note.sealed_text IS 'personal: note about a job and its customer; purpose: carry out the order; class: LK-1';

CREATE TABLE project_report (
  tenant_id uuid NOT NULL,
  file_id uuid NOT NULL,
  project_id uuid NOT NULL,
  client_id uuid NOT NULL,
  audience text NOT NULL CHECK (audience IN ('customer', 'file')),
  hash bytea NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  sent_at timestamptz,
  PRIMARY KEY (tenant_id, file_id),
  UNIQUE (tenant_id, made_by, client_id),
  FOREIGN KEY (tenant_id, file_id) REFERENCES team_file,
  FOREIGN KEY (tenant_id, project_id) REFERENCES project
);
CALL tenant_table('project_report');
COMMENT ON TABLE project_report IS 'class: LK-5; purpose: which report was made, with the hash of its file, and when it went to the customer';
