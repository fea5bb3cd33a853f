-- Rooms: what the people of the business say to each other (IN-3). Texts and files are sealed with the key of their
-- room or project. Nobody's reading, typing or presence is stored for others to see.

CREATE TABLE team_key (
  tenant_id uuid NOT NULL REFERENCES tenant,
  owner_id uuid NOT NULL,
  epoch integer NOT NULL,
  wrapped_key bytea NOT NULL,
  PRIMARY KEY (tenant_id, owner_id)
);
CALL tenant_table('team_key');
COMMENT ON TABLE team_key IS 'class: LK-12; purpose: data key of a room or project, wrapped; deleting it erases every copy';

CREATE TABLE project (
  tenant_id uuid NOT NULL REFERENCES tenant,
  project_id uuid NOT NULL,
  number integer NOT NULL,
  sealed_name bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'problem', 'done')),
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  done_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, project_id),
  UNIQUE (tenant_id, number),
  FOREIGN KEY (tenant_id, created_by) REFERENCES member
);
CALL tenant_table('project');
COMMENT ON TABLE project IS 'class: LK-1; purpose: one order or building site: who works on it and what hangs on it';
COMMENT ON COLUMN project.sealed_name IS 'personal: name of the order, often the customer''s; purpose: carry out the order; class: LK-1';

CREATE TABLE project_member (
  tenant_id uuid NOT NULL,
  project_id uuid NOT NULL,
  member_id uuid NOT NULL,
  joined_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, project_id, member_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project,
  FOREIGN KEY (tenant_id, member_id) REFERENCES member
);
CALL tenant_table('project_member');
CREATE INDEX project_member_of ON project_member (tenant_id, member_id);
COMMENT ON TABLE project_member IS 'class: LK-1; purpose: who of the business sees a project';

CREATE TABLE room (
  tenant_id uuid NOT NULL REFERENCES tenant,
  room_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('firm', 'crew', 'project', 'direct')),
  sealed_name bytea,
  project_id uuid,
  pair text,
  last_position integer NOT NULL DEFAULT 0,
  last_message_at timestamptz,
  created_at timestamptz NOT NULL,
  created_by uuid,
  closed_at timestamptz,
  PRIMARY KEY (tenant_id, room_id),
  UNIQUE (tenant_id, project_id),
  UNIQUE (tenant_id, pair),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project,
  CHECK ((kind = 'project') = (project_id IS NOT NULL)),
  CHECK ((kind = 'direct') = (pair IS NOT NULL))
);
CALL tenant_table('room');
CREATE UNIQUE INDEX room_firm ON room (tenant_id) WHERE kind = 'firm';
COMMENT ON TABLE room IS 'class: LK-12; purpose: talk inside the business (IN-3)';
COMMENT ON COLUMN room.sealed_name IS 'personal: name of the room; purpose: find the room; class: LK-12';
COMMENT ON COLUMN room.pair IS 'personal: the two members of a direct room; purpose: one such room for two people; class: LK-12';

CREATE TABLE room_member (
  tenant_id uuid NOT NULL,
  room_id uuid NOT NULL,
  member_id uuid NOT NULL,
  joined_at timestamptz NOT NULL,
  read_position integer NOT NULL DEFAULT 0,
  muted boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, room_id, member_id),
  FOREIGN KEY (tenant_id, room_id) REFERENCES room,
  FOREIGN KEY (tenant_id, member_id) REFERENCES member
);
CALL tenant_table('room_member');
CREATE INDEX room_member_of ON room_member (tenant_id, member_id);
COMMENT ON TABLE room_member IS 'class: LK-12; purpose: who belongs to a room';
COMMENT ON COLUMN room_member.read_position IS 'personal: how far the member read; purpose: the own unread count, shown to nobody else; class: LK-12';

CREATE TABLE room_message (
  tenant_id uuid NOT NULL,
  room_message_id uuid NOT NULL,
  room_id uuid NOT NULL,
  position integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('text', 'poll', 'event')),
  author_id uuid,
  client_id uuid NOT NULL,
  sealed_content bytea,
  reply_to uuid,
  asks_seen boolean NOT NULL DEFAULT false,
  emergency boolean NOT NULL DEFAULT false,
  decision_id uuid NOT NULL,
  sent_at timestamptz NOT NULL,
  edited_at timestamptz,
  revoked_at timestamptz,
  pinned_at timestamptz,
  pinned_by uuid,
  poll_closed_at timestamptz,
  PRIMARY KEY (tenant_id, room_message_id),
  UNIQUE (tenant_id, room_id, position),
  UNIQUE (tenant_id, room_id, client_id),
  FOREIGN KEY (tenant_id, room_id) REFERENCES room,
  FOREIGN KEY (tenant_id, decision_id) REFERENCES decision
);
CALL tenant_table('room_message');
CREATE INDEX room_message_age ON room_message (tenant_id, sent_at);
COMMENT ON TABLE room_message IS 'class: LK-12; purpose: talk inside the business, 90 days';
COMMENT ON COLUMN room_message.sealed_content IS 'personal: text, poll or reason of an emergency; purpose: work together; class: LK-12';

-- For whom a message waits until their work begins (IN-4 to IN-6). No row: it was given at once.
CREATE TABLE room_wait (
  tenant_id uuid NOT NULL,
  room_message_id uuid NOT NULL,
  member_id uuid NOT NULL,
  room_id uuid NOT NULL,
  decision_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  given_at timestamptz,
  PRIMARY KEY (tenant_id, room_message_id, member_id),
  FOREIGN KEY (tenant_id, room_message_id) REFERENCES room_message,
  FOREIGN KEY (tenant_id, decision_id) REFERENCES decision
);
CALL tenant_table('room_wait');
CREATE INDEX room_wait_due ON room_wait (tenant_id, due_at) WHERE given_at IS NULL;
CREATE INDEX room_wait_of ON room_wait (tenant_id, member_id, room_id) WHERE given_at IS NULL;
COMMENT ON TABLE room_wait IS 'class: LK-12; purpose: leave people alone after work and prove it (IN-4)';

CREATE TABLE room_reaction (
  tenant_id uuid NOT NULL,
  room_message_id uuid NOT NULL,
  member_id uuid NOT NULL,
  emoji text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, room_message_id, member_id, emoji),
  FOREIGN KEY (tenant_id, room_message_id) REFERENCES room_message
);
CALL tenant_table('room_reaction');
COMMENT ON TABLE room_reaction IS 'class: LK-12; purpose: a thumbs-up is an answer too';

-- "Gesehen", only where somebody asked for it.
CREATE TABLE room_seen (
  tenant_id uuid NOT NULL,
  room_message_id uuid NOT NULL,
  member_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, room_message_id, member_id),
  FOREIGN KEY (tenant_id, room_message_id) REFERENCES room_message
);
CALL tenant_table('room_seen');
COMMENT ON TABLE room_seen IS 'class: LK-12; purpose: who confirmed a message that asked for it';

CREATE TABLE room_mention (
  tenant_id uuid NOT NULL,
  room_message_id uuid NOT NULL,
  member_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, room_message_id, member_id),
  FOREIGN KEY (tenant_id, room_message_id) REFERENCES room_message
);
CALL tenant_table('room_mention');
COMMENT ON TABLE room_mention IS 'class: LK-12; purpose: tell who was named, once';

CREATE TABLE room_vote (
  tenant_id uuid NOT NULL,
  room_message_id uuid NOT NULL,
  member_id uuid NOT NULL,
  choices smallint[] NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, room_message_id, member_id),
  FOREIGN KEY (tenant_id, room_message_id) REFERENCES room_message
);
CALL tenant_table('room_vote');
COMMENT ON TABLE room_vote IS 'class: LK-12; purpose: answers to a poll';

CREATE UNLOGGED TABLE room_search (
  tenant_id uuid NOT NULL,
  room_message_id uuid NOT NULL,
  room_id uuid NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (tenant_id, room_message_id)
);
CALL tenant_table('room_search');
CREATE INDEX room_search_words ON room_search USING gin (words);
ALTER TABLE room_search ALTER COLUMN words SET STATISTICS 0;
COMMENT ON TABLE room_search IS 'class: LK-12; purpose: find by text; rebuilt, never backed up';
COMMENT ON COLUMN room_search.words IS 'personal: words of a message; purpose: search; class: LK-12';

-- Photos, voice and files of rooms and projects. In a project's room they belong to the project and live as long.
CREATE TABLE team_file (
  tenant_id uuid NOT NULL,
  file_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  room_id uuid,
  project_id uuid,
  room_message_id uuid,
  ordinal smallint NOT NULL DEFAULT 0,
  client_id uuid NOT NULL,
  media text NOT NULL CHECK (media IN ('image', 'video', 'audio', 'voice', 'document', 'sticker')),
  sealed_name bytea,
  mime_type text NOT NULL,
  bytes integer NOT NULL,
  width integer,
  height integer,
  has_thumbnail boolean NOT NULL,
  hash_before bytea NOT NULL,
  hash_after bytea NOT NULL,
  removed_tags text[] NOT NULL,
  stripped_at timestamptz NOT NULL,
  shows text CHECK (shows IN ('before', 'after', 'type_plate')),
  copy_of uuid,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  retention_class text NOT NULL,
  decision_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, file_id),
  UNIQUE (tenant_id, created_by, client_id),
  FOREIGN KEY (tenant_id, room_id) REFERENCES room,
  FOREIGN KEY (tenant_id, project_id) REFERENCES project,
  FOREIGN KEY (tenant_id, room_message_id) REFERENCES room_message
);
CALL tenant_table('team_file');
CREATE INDEX team_file_of_message ON team_file (tenant_id, room_message_id, ordinal);
CREATE INDEX team_file_of_project ON team_file (tenant_id, project_id, created_at);
COMMENT ON TABLE team_file IS 'class: per row, column retention_class; purpose: photos and files of the team, with the proof that location data were removed (PH-1)';
COMMENT ON COLUMN team_file.sealed_name IS 'personal: file name; purpose: recognise the file; class: column retention_class';
