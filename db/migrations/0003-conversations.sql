-- Channels, contacts, conversations, messages: what people say to the business and hear from it.
-- Contents, names and addresses are sealed with the contact's own key (platform/seal.ts).

CREATE TABLE channel_account (
  tenant_id uuid NOT NULL REFERENCES tenant,
  account_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('whatsapp', 'webchat', 'email', 'telegram')),
  label text NOT NULL,
  external_ref text,
  credentials bytea,
  state text NOT NULL CHECK (state IN ('draft', 'live', 'stopped')),
  decision_id uuid,
  live_since timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, account_id)
);
CALL tenant_table('channel_account');
COMMENT ON TABLE channel_account IS 'class: LK-16; purpose: the connection to a channel with its sealed secrets';

-- Says which business a webhook address belongs to, before any tenant is known.
CREATE TABLE channel_route (
  account_id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES tenant
);
COMMENT ON TABLE channel_route IS 'class: none; purpose: find the tenant of a webhook address';

-- A page a customer opens by link or QR: /k/<slug>.
CREATE TABLE customer_page (
  tenant_id uuid NOT NULL,
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  account_id uuid NOT NULL,
  fields jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, slug),
  FOREIGN KEY (tenant_id, account_id) REFERENCES channel_account
);
CALL tenant_table('customer_page');
COMMENT ON TABLE customer_page IS 'class: LK-4; purpose: what the customer page shows: opening hours, emergency number, topics';

CREATE TABLE channel_template (
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  language text NOT NULL,
  category text NOT NULL,
  status text NOT NULL,
  body text NOT NULL,
  parameters integer NOT NULL,
  synced_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, account_id, name, language),
  FOREIGN KEY (tenant_id, account_id) REFERENCES channel_account
);
CALL tenant_table('channel_template');
COMMENT ON TABLE channel_template IS 'class: LK-4; purpose: texts the channel approved in advance (WA-2, WA-3)';

CREATE TABLE contact (
  tenant_id uuid NOT NULL REFERENCES tenant,
  contact_id uuid NOT NULL,
  sealed_name bytea,
  saved_at timestamptz,
  saved_reason text,
  recipient_type text NOT NULL DEFAULT 'consumer' CHECK (recipient_type IN ('consumer', 'business')),
  age text NOT NULL DEFAULT 'unknown' CHECK (age IN ('adult', 'minor', 'unknown')),
  employee_relation text NOT NULL DEFAULT 'none' CHECK (employee_relation IN ('none', 'staff', 'customer')),
  open_order boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, contact_id)
);
CALL tenant_table('contact');
COMMENT ON TABLE contact IS 'class: LK-1; purpose: who wrote to the business; temporary until saved (AB-3)';
COMMENT ON COLUMN contact.sealed_name IS 'personal: name; purpose: address the person; class: LK-1';

CREATE TABLE contact_key (
  tenant_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  epoch integer NOT NULL,
  wrapped_key bytea NOT NULL,
  PRIMARY KEY (tenant_id, contact_id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contact
);
CALL tenant_table('contact_key');
COMMENT ON TABLE contact_key IS 'class: LK-1; purpose: the contact''s data key, wrapped; deleting it erases every copy';

-- A person on one channel account, under one or more addresses (BSUID, phone …).
CREATE TABLE identity (
  tenant_id uuid NOT NULL,
  identity_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  account_id uuid NOT NULL,
  channel_kind text NOT NULL,
  sealed_profile_name bytea,
  inbound_count integer NOT NULL DEFAULT 0,
  first_inbound_id uuid,
  last_inbound_at timestamptz,
  meta_preference text CHECK (meta_preference IN ('stop', 'resume')),
  entry_point text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, identity_id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contact,
  FOREIGN KEY (tenant_id, account_id) REFERENCES channel_account
);
CALL tenant_table('identity');
CREATE INDEX identity_of_contact ON identity (tenant_id, contact_id);
COMMENT ON TABLE identity IS 'class: LK-1; purpose: a contact on one channel; notices and consents hang on it';
COMMENT ON COLUMN identity.sealed_profile_name IS 'personal: profile name; purpose: show who writes; class: LK-1';

CREATE TABLE identity_address (
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('bsuid', 'phone', 'email', 'telegram', 'session')),
  blind_index bytea NOT NULL,
  identity_id uuid NOT NULL,
  sealed_value bytea NOT NULL,
  rank smallint NOT NULL,
  PRIMARY KEY (tenant_id, account_id, kind, blind_index),
  FOREIGN KEY (tenant_id, identity_id) REFERENCES identity
);
CALL tenant_table('identity_address');
CREATE INDEX identity_address_of ON identity_address (tenant_id, identity_id);
COMMENT ON TABLE identity_address IS 'class: LK-1; purpose: recognise and reach the contact';
COMMENT ON COLUMN identity_address.sealed_value IS 'personal: phone, BSUID, mail or session; purpose: reply; class: LK-1';
COMMENT ON COLUMN identity_address.blind_index IS 'personal: keyed hash of the address; purpose: look-up; class: LK-1';

CREATE TABLE conversation (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  number integer NOT NULL,
  contact_id uuid NOT NULL,
  identity_id uuid NOT NULL,
  account_id uuid NOT NULL,
  channel_kind text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'snoozed', 'closed')),
  assignee_id uuid,
  snoozed_until timestamptz,
  topic text,
  last_position integer NOT NULL DEFAULT 0,
  last_message_id uuid,
  last_activity_at timestamptz NOT NULL,
  waiting_since timestamptz,
  version integer NOT NULL DEFAULT 1,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  PRIMARY KEY (tenant_id, conversation_id),
  UNIQUE (tenant_id, number),
  UNIQUE (tenant_id, identity_id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contact,
  FOREIGN KEY (tenant_id, identity_id) REFERENCES identity,
  FOREIGN KEY (tenant_id, account_id) REFERENCES channel_account
);
CALL tenant_table('conversation');
CREATE INDEX conversation_by_activity ON conversation (tenant_id, state, last_activity_at DESC, conversation_id DESC);
CREATE INDEX conversation_snoozed ON conversation (tenant_id, snoozed_until) WHERE state = 'snoozed';
COMMENT ON TABLE conversation IS 'class: LK-1; purpose: one thread between a contact and the business on one channel';

CREATE TABLE conversation_counter (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  last_number integer NOT NULL DEFAULT 0
);
CALL tenant_table('conversation_counter');
COMMENT ON TABLE conversation_counter IS 'class: none; purpose: running number of conversations (Vorgang 1187)';

CREATE TABLE conversation_read (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  read_position integer NOT NULL,
  PRIMARY KEY (tenant_id, member_id, conversation_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation,
  FOREIGN KEY (tenant_id, member_id) REFERENCES member
);
CALL tenant_table('conversation_read');
COMMENT ON TABLE conversation_read IS 'class: LK-1; purpose: how far a member has read, for that member only (IN-3)';

CREATE TABLE draft (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  sealed_text bytea NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, member_id, conversation_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation,
  FOREIGN KEY (tenant_id, member_id) REFERENCES member
);
CALL tenant_table('draft');
COMMENT ON TABLE draft IS 'class: LK-0; purpose: a text begun on one device goes on at another';
COMMENT ON COLUMN draft.sealed_text IS 'personal: text of a member to a contact; purpose: finish it later; class: LK-0';

CREATE TABLE message (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  position integer NOT NULL,
  account_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('in', 'out', 'note')),
  kind text NOT NULL,
  author_id uuid,
  external_id text,
  client_id uuid,
  sealed_content bytea NOT NULL,
  content_flags text[] NOT NULL DEFAULT '{}',
  reply_to uuid,
  message_class text,
  linter_class text,
  state text CHECK (state IN ('blocked', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown')),
  state_at timestamptz,
  error_code text,
  decision_id uuid,
  retention_class text NOT NULL DEFAULT 'LK-1',
  sent_at timestamptz NOT NULL,
  stored_at timestamptz NOT NULL,
  edited_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, message_id),
  UNIQUE (tenant_id, conversation_id, position),
  UNIQUE (tenant_id, account_id, external_id),
  UNIQUE (tenant_id, client_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation
);
CALL tenant_table('message');
COMMENT ON TABLE message IS 'class: per row, column retention_class; purpose: what was said';
COMMENT ON COLUMN message.sealed_content IS 'personal: text and other content; purpose: the inquiry; class: column retention_class';
COMMENT ON COLUMN message.external_id IS 'personal: message id at the channel; purpose: no doubles, receipts; class: column retention_class';

CREATE TABLE reaction (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  by_contact boolean NOT NULL,
  sealed_emoji bytea NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, message_id, by_contact),
  FOREIGN KEY (tenant_id, message_id) REFERENCES message
);
CALL tenant_table('reaction');
COMMENT ON TABLE reaction IS 'class: LK-1; purpose: a thumbs-up is an answer too';
COMMENT ON COLUMN reaction.sealed_emoji IS 'personal: reaction; purpose: the inquiry; class: LK-1';

CREATE TABLE attachment (
  tenant_id uuid NOT NULL,
  attachment_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  message_id uuid,
  ordinal smallint NOT NULL DEFAULT 0,
  media text NOT NULL CHECK (media IN ('image', 'video', 'audio', 'voice', 'document', 'sticker')),
  state text NOT NULL CHECK (state IN ('pending', 'stored', 'gone')),
  sealed_ref bytea,
  sealed_name bytea,
  mime_type text NOT NULL,
  bytes integer,
  width integer,
  height integer,
  has_thumbnail boolean NOT NULL DEFAULT false,
  hash_before bytea,
  hash_after bytea,
  removed_tags text[] NOT NULL DEFAULT '{}',
  stripped_at timestamptz,
  why_gone text,
  created_by uuid,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, attachment_id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contact,
  FOREIGN KEY (tenant_id, message_id) REFERENCES message
);
CALL tenant_table('attachment');
CREATE INDEX attachment_of_message ON attachment (tenant_id, message_id, ordinal);
COMMENT ON TABLE attachment IS 'class: as its message; purpose: photos and files, with the proof that location data were removed (PH-1)';
COMMENT ON COLUMN attachment.sealed_name IS 'personal: file name; purpose: recognise the file; class: as its message';
COMMENT ON COLUMN attachment.sealed_ref IS 'personal: address of the file at the channel; purpose: fetch it; class: LK-0';

-- Rebuilt from the messages at any time; never part of a backup, therefore UNLOGGED.
CREATE UNLOGGED TABLE message_search (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (tenant_id, message_id)
);
CALL tenant_table('message_search');
CREATE INDEX message_search_words ON message_search USING gin (words);
COMMENT ON TABLE message_search IS 'class: as its message; purpose: find by text; rebuilt, never backed up';
COMMENT ON COLUMN message_search.words IS 'personal: words of a message; purpose: search; class: as its message';

CREATE UNLOGGED TABLE contact_search (
  tenant_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (tenant_id, contact_id)
);
CALL tenant_table('contact_search');
COMMENT ON TABLE contact_search IS 'class: LK-1; purpose: find by name; rebuilt, never backed up';
COMMENT ON COLUMN contact_search.name IS 'personal: folded name; purpose: search; class: LK-1';

CREATE TABLE customer_session (
  tenant_id uuid NOT NULL,
  session_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  identity_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('session', 'resume')),
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, session_id),
  UNIQUE (tenant_id, secret_hash),
  FOREIGN KEY (tenant_id, identity_id) REFERENCES identity
);
CALL tenant_table('customer_session');
COMMENT ON TABLE customer_session IS 'class: LK-1; purpose: a customer comes back to the own conversation without an account';
