-- The team as employees: their own addresses (IN-1), sick notes for one role, the works council (IN-3).

CREATE TABLE staff_address (
  tenant_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('phone', 'email')),
  blind_index bytea NOT NULL,
  member_id uuid NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, kind, blind_index),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id)
);
CALL tenant_table('staff_address');
CREATE INDEX staff_address_of ON staff_address (tenant_id, member_id);
COMMENT ON TABLE staff_address IS 'class: LK-16; purpose: recognise a colleague on an outside channel (IN-1); voluntary, goes with the last day';
COMMENT ON COLUMN staff_address.blind_index IS 'personal: keyed hash of a private number or mail address, never the address; purpose: recognise a colleague (IN-1); class: LK-16';

CREATE TABLE sick_note (
  tenant_id uuid NOT NULL,
  sick_note_id uuid NOT NULL,
  member_id uuid NOT NULL,
  receiver text NOT NULL CHECK (receiver IN ('owner', 'office')),
  sealed_content bytea NOT NULL,
  sealed_photo bytea,
  photo_type text,
  sent_at timestamptz NOT NULL,
  taken_at timestamptz,
  delete_on date NOT NULL,
  PRIMARY KEY (tenant_id, sick_note_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id)
);
CALL tenant_table('sick_note');
CREATE INDEX sick_note_over ON sick_note (tenant_id, delete_on);
COMMENT ON TABLE sick_note IS 'class: LK-12; purpose: know who cannot work (§ 5(1) EFZG), read by one role (Art. 9)';
COMMENT ON COLUMN sick_note.member_id IS 'personal: who is ill; purpose: continued pay, plan anew; class: LK-12';
COMMENT ON COLUMN sick_note.sealed_content IS 'personal: unable to work from and until, never why; purpose: continued pay, plan anew; class: LK-12';
COMMENT ON COLUMN sick_note.sealed_photo IS 'personal: photo of the certificate; purpose: proof until it is taken over; class: LK-11, emptied 72 hours afterwards';
COMMENT ON COLUMN sick_note.delete_on IS 'personal: 90 days after the last day; purpose: forget it in time; class: LK-12';

CREATE TABLE team_setting (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  works_council boolean,
  agreement_on date,
  agreement_reference text NOT NULL DEFAULT '',
  decided_at timestamptz,
  decided_by uuid,
  decision_id uuid,
  sick_notes_to text NOT NULL DEFAULT 'owner' CHECK (sick_notes_to IN ('owner', 'office'))
);
CALL tenant_table('team_setting');
COMMENT ON TABLE team_setting IS 'class: LK-15; purpose: whether a works council agreed to the messenger (IN-3), who gets sick notes';
COMMENT ON COLUMN team_setting.agreement_reference IS 'personal: name of the agreement, may name people; purpose: proof of IN-3; class: LK-15';
