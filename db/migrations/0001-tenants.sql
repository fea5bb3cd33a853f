-- The floor: who the businesses are, who may come in, and the rule that one never sees the other.
-- Every table of a tenant carries tenant_id first in every key and a FORCEd row-level policy (made by tenant_table()).
-- Three tables stand outside: installation, tenant and channel_route. They say which business a request is for
-- and hold nothing personal.

CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.tenant_id', true), '')::uuid;

-- Turns a table into a table of a tenant: forced row-level security on tenant_id.
CREATE PROCEDURE tenant_table(name regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY of_tenant ON %s USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', name);
END $$;

-- Refuses changes: for records that prove something.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TABLE installation (
  one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  installation_id uuid NOT NULL,
  key_check bytea NOT NULL,
  demo boolean NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE installation IS 'class: none; purpose: recognise the right key before anything is written';

CREATE TABLE tenant (
  tenant_id uuid PRIMARY KEY,
  name text NOT NULL,
  host text UNIQUE,
  time_zone text NOT NULL DEFAULT 'Europe/Berlin',
  demo boolean NOT NULL DEFAULT false,
  setup_done_at timestamptz,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE tenant IS 'class: LK-16; purpose: which business a request is for';

CREATE TABLE tenant_feed (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  head bigint NOT NULL DEFAULT 0
);
CALL tenant_table('tenant_feed');
COMMENT ON TABLE tenant_feed IS 'class: none; purpose: last number of the event feed, one row so that numbers become visible in order';

CREATE TABLE event (
  tenant_id uuid NOT NULL REFERENCES tenant,
  seq bigint NOT NULL,
  kind text NOT NULL,
  conversation_id uuid,
  message_id uuid,
  contact_id uuid,
  member_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, seq)
);
CALL tenant_table('event');
COMMENT ON TABLE event IS 'class: LK-0; purpose: tell open screens that something changed; ids only';

CREATE TABLE member (
  tenant_id uuid NOT NULL REFERENCES tenant,
  member_id uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'office', 'crew_lead', 'crew', 'apprentice', 'accountant', 'privacy_officer')),
  created_at timestamptz NOT NULL,
  ends_on date,
  disabled_at timestamptz,
  PRIMARY KEY (tenant_id, member_id)
);
CALL tenant_table('member');
COMMENT ON TABLE member IS 'class: LK-16; purpose: who works here and may sign in';
COMMENT ON COLUMN member.name IS 'personal: name of a member; purpose: show who answered; class: LK-16';
COMMENT ON COLUMN member.ends_on IS 'personal: last day; purpose: end access by itself; class: LK-16';

CREATE TABLE device (
  tenant_id uuid NOT NULL,
  device_id uuid NOT NULL,
  member_id uuid NOT NULL,
  label text NOT NULL,
  asset_number text,
  owned_by_business boolean NOT NULL,
  public_key jsonb NOT NULL,
  thumbprint text NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'approved', 'revoked', 'lost')),
  compare_code text NOT NULL,
  requested_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by uuid,
  last_seen_at timestamptz,
  PRIMARY KEY (tenant_id, device_id),
  UNIQUE (tenant_id, thumbprint),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member
);
CALL tenant_table('device');
COMMENT ON TABLE device IS 'class: LK-16; purpose: only business devices see messages (DV-1)';
COMMENT ON COLUMN device.label IS 'personal: device name; purpose: recognise the device; class: LK-16';

CREATE TABLE passkey (
  tenant_id uuid NOT NULL,
  credential_id text NOT NULL,
  member_id uuid NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  device_bound boolean NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  PRIMARY KEY (tenant_id, credential_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member
);
CALL tenant_table('passkey');
COMMENT ON TABLE passkey IS 'class: LK-16; purpose: prove that it is this member';

CREATE TABLE session (
  tenant_id uuid NOT NULL,
  session_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  member_id uuid NOT NULL,
  device_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  proved_at timestamptz NOT NULL,
  stepped_up_at timestamptz,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, session_id),
  UNIQUE (tenant_id, secret_hash),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member,
  FOREIGN KEY (tenant_id, device_id) REFERENCES device
);
CALL tenant_table('session');
COMMENT ON TABLE session IS 'class: LK-16; purpose: who is signed in on which device';

CREATE TABLE api_token (
  tenant_id uuid NOT NULL,
  token_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  member_id uuid NOT NULL,
  label text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, token_id),
  UNIQUE (tenant_id, secret_hash),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member
);
CALL tenant_table('api_token');
COMMENT ON TABLE api_token IS 'class: LK-16; purpose: programs of the business; each send passes the policy like any other';

-- One-time secrets: enrolment codes, recovery codes, WebAuthn challenges. Stored as hashes.
CREATE TABLE one_time_code (
  tenant_id uuid NOT NULL REFERENCES tenant,
  code_hash bytea NOT NULL,
  purpose text NOT NULL,
  member_id uuid,
  details jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  used_at timestamptz,
  PRIMARY KEY (tenant_id, code_hash)
);
CALL tenant_table('one_time_code');
COMMENT ON TABLE one_time_code IS 'class: LK-0; purpose: enrolment, recovery and challenges, each good for one use';

CREATE TABLE rate_limit (
  tenant_id uuid NOT NULL REFERENCES tenant,
  key_hash bytea NOT NULL,
  window_start timestamptz NOT NULL,
  used integer NOT NULL,
  PRIMARY KEY (tenant_id, key_hash, window_start)
);
CALL tenant_table('rate_limit');
COMMENT ON TABLE rate_limit IS 'class: LK-0; purpose: slow down guessing; hashed keys only';

CREATE TABLE audit_entry (
  tenant_id uuid NOT NULL REFERENCES tenant,
  audit_id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('member', 'contact', 'server', 'api')),
  actor_id uuid,
  verb text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text,
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, audit_id)
);
CALL tenant_table('audit_entry');
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION append_only();
COMMENT ON TABLE audit_entry IS 'class: LK-15; purpose: who did what when; never message content';
