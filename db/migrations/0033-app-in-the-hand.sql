-- The app in the hand: where a device wants to be told that something is there, the key its offline store is sealed
-- with, and which uploads in pieces have become files already. Nothing of it outlives the device's use.

CREATE TABLE push_address (
  tenant_id uuid NOT NULL,
  device_id uuid NOT NULL,
  member_id uuid NOT NULL,
  platform text NOT NULL CHECK (platform IN ('apple', 'google', 'mozilla', 'microsoft')),
  sealed_target bytea NOT NULL,
  target_hash bytea NOT NULL,
  made_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  failing_since timestamptz,
  test_hash bytea,
  test_state text NOT NULL DEFAULT 'none' CHECK (test_state IN ('none', 'waiting', 'handed', 'arrived', 'refused')),
  test_at timestamptz,
  PRIMARY KEY (tenant_id, device_id),
  UNIQUE (tenant_id, target_hash),
  FOREIGN KEY (tenant_id, device_id) REFERENCES device
);
CALL tenant_table('push_address');
CREATE INDEX push_address_of_member ON push_address (tenant_id, member_id);
COMMENT ON TABLE push_address IS 'class: LK-16; purpose: tell a device of the business that something is there, without content (MD-2)';
COMMENT ON COLUMN push_address.sealed_target IS 'personal: address and keys of a browser at its push service; purpose: reach this device; class: LK-16';
COMMENT ON COLUMN push_address.target_hash IS 'personal: keyed hash of the address; purpose: one device per address; class: LK-16';
COMMENT ON COLUMN push_address.seen_at IS 'personal: when the app last compared its subscription; purpose: say that pushes may have stopped; class: LK-16';

-- How the push services answered, for whoever looks after the installation. No device and no person in it.
CREATE TABLE push_tally (
  tenant_id uuid NOT NULL REFERENCES tenant,
  on_day date NOT NULL,
  platform text NOT NULL,
  handed integer NOT NULL DEFAULT 0,
  gone integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, on_day, platform)
);
CALL tenant_table('push_tally');
COMMENT ON TABLE push_tally IS 'class: LK-16; purpose: see whether the push services take what is handed to them';

CREATE TABLE offline_key (
  tenant_id uuid NOT NULL,
  device_id uuid NOT NULL,
  key_id uuid NOT NULL,
  session_id uuid NOT NULL,
  sealed_key bytea NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, device_id, key_id),
  FOREIGN KEY (tenant_id, device_id) REFERENCES device
);
CALL tenant_table('offline_key');
COMMENT ON TABLE offline_key IS 'class: LK-16; purpose: seal what a device keeps for times without a net (DV-2); deleted with sign-out and revocation';
COMMENT ON COLUMN offline_key.sealed_key IS 'personal: key of the store on one device; purpose: only an approved device can read it; class: LK-16';

CREATE TABLE staff_upload (
  tenant_id uuid NOT NULL REFERENCES tenant,
  upload_id uuid NOT NULL,
  file_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, upload_id)
);
CALL tenant_table('staff_upload');
COMMENT ON TABLE staff_upload IS 'class: LK-16; purpose: an upload finished twice is one file; swept after 7 days';
