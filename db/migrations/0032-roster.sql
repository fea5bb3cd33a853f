-- Working time and roster: who works when, who has seen it, who swapped, who is on call. Absences carry no reason.

CREATE TABLE crew (
  tenant_id uuid NOT NULL REFERENCES tenant,
  crew_id uuid NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (tenant_id, crew_id)
);
CALL tenant_table('crew');
COMMENT ON TABLE crew IS 'class: LK-16; purpose: plan people together who work together';
COMMENT ON COLUMN crew.name IS 'personal: name of a crew, often that of its foreman; purpose: show the roster by crew; class: LK-16';

CREATE TABLE work_time (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  week jsonb NOT NULL,
  adult boolean NOT NULL DEFAULT false,
  sealed_born_on bytea,
  qualifications text[] NOT NULL DEFAULT '{}',
  crew_id uuid,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, member_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id),
  FOREIGN KEY (tenant_id, crew_id) REFERENCES crew (tenant_id, crew_id),
  CHECK (NOT adult OR sealed_born_on IS NULL)
);
CALL tenant_table('work_time');
COMMENT ON TABLE work_time IS 'class: LK-12; purpose: leave people alone after work (IN-4 to IN-6), plan them lawfully (ArbZG, JArbSchG)';
COMMENT ON COLUMN work_time.week IS 'personal: usual hours of each weekday; purpose: quiet hours (IN-4); class: LK-12';
COMMENT ON COLUMN work_time.adult IS 'personal: is of age, then no birth date is kept; purpose: rules for minors (IN-6); class: LK-12';
COMMENT ON COLUMN work_time.sealed_born_on IS 'personal: birth date of somebody under 18; purpose: rules for minors until the day they end (JArbSchG); class: LK-12, emptied at 18';
COMMENT ON COLUMN work_time.qualifications IS 'personal: what the person is qualified for; purpose: plan nobody for work they may not do; class: LK-12';

CREATE TABLE work_rule (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  shift_rule_on date,
  shift_rule_text text NOT NULL DEFAULT '',
  cutoff text CHECK (cutoff ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minors_weekend boolean NOT NULL DEFAULT false,
  minors_weekend_reason text NOT NULL DEFAULT '',
  swaps_need_approval boolean NOT NULL DEFAULT true,
  alarm_minutes integer NOT NULL DEFAULT 10 CHECK (alarm_minutes BETWEEN 1 AND 120),
  updated_at timestamptz NOT NULL
);
CALL tenant_table('work_rule');
COMMENT ON TABLE work_rule IS 'class: LK-12; purpose: the written rule for shift notices (IN-5), exceptions for minors (§§ 16, 17 JArbSchG)';
COMMENT ON COLUMN work_rule.shift_rule_text IS 'personal: the written rule, may name people; purpose: proof of IN-5; class: LK-12';

CREATE TABLE shift (
  tenant_id uuid NOT NULL,
  shift_id uuid NOT NULL,
  member_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('work', 'on_call', 'training')),
  local_start text NOT NULL CHECK (local_start ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$'),
  local_end text NOT NULL CHECK (local_end ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$'),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  project_id uuid,
  qualification text,
  sealed_place bytea,
  removed_at timestamptz,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, shift_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id),
  CHECK (ends_at > starts_at)
);
CALL tenant_table('shift');
CREATE INDEX shift_by_time ON shift (tenant_id, starts_at);
COMMENT ON TABLE shift IS 'class: LK-12; purpose: the roster as it is planned, two years after the shift (§ 16(2) ArbZG)';
COMMENT ON COLUMN shift.sealed_place IS 'personal: where and what, may name a customer; purpose: tell who works there; class: LK-12';

CREATE TABLE published_shift (
  tenant_id uuid NOT NULL,
  shift_id uuid NOT NULL,
  member_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('work', 'on_call', 'training')),
  local_start text NOT NULL,
  local_end text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  project_id uuid,
  qualification text,
  sealed_place bytea,
  sequence integer NOT NULL DEFAULT 0,
  published_at timestamptz NOT NULL,
  cancelled_at timestamptz,
  asked_at timestamptz,
  answer text NOT NULL DEFAULT 'none' CHECK (answer IN ('none', 'seen', 'fits', 'not', 'reservation')),
  answered_at timestamptz,
  sealed_reason bytea,
  PRIMARY KEY (tenant_id, shift_id, member_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id)
);
CALL tenant_table('published_shift');
CREATE INDEX published_by_member ON published_shift (tenant_id, member_id, starts_at);
CREATE INDEX published_by_time ON published_shift (tenant_id, starts_at);
COMMENT ON TABLE published_shift IS 'class: LK-12; purpose: the roster as each person got it, with their answer; two years after the shift';
COMMENT ON COLUMN published_shift.sealed_place IS 'personal: where and what, may name a customer; purpose: tell who works there; class: LK-12';
COMMENT ON COLUMN published_shift.answer IS 'personal: what the person answered when asked; purpose: know that the plan arrived; class: LK-12';
COMMENT ON COLUMN published_shift.sealed_reason IS 'personal: why it does not fit; purpose: plan anew; class: LK-12, emptied after 90 days';

CREATE TABLE absence (
  tenant_id uuid NOT NULL,
  absence_id uuid NOT NULL,
  member_id uuid NOT NULL,
  local_start text NOT NULL,
  local_end text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, absence_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id),
  CHECK (ends_at > starts_at)
);
CALL tenant_table('absence');
CREATE INDEX absence_by_time ON absence (tenant_id, starts_at);
COMMENT ON TABLE absence IS 'class: LK-12; purpose: plan nobody who is not available; never a reason';

CREATE TABLE shift_shape (
  tenant_id uuid NOT NULL REFERENCES tenant,
  shape_id uuid NOT NULL,
  title text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('work', 'on_call', 'training')),
  from_clock text NOT NULL,
  to_clock text NOT NULL,
  days integer NOT NULL DEFAULT 0 CHECK (days BETWEEN 0 AND 7),
  qualification text,
  PRIMARY KEY (tenant_id, shape_id)
);
CALL tenant_table('shift_shape');
COMMENT ON TABLE shift_shape IS 'class: LK-16; purpose: enter usual shifts with one tap';

CREATE TABLE shift_notice (
  tenant_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  member_id uuid NOT NULL,
  about text NOT NULL CHECK (about IN ('plan', 'swap')),
  shift_id uuid NOT NULL,
  urgent boolean NOT NULL,
  made_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  sent_at timestamptz,
  decision_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, notice_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id)
);
CALL tenant_table('shift_notice');
CREATE INDEX shift_notice_waiting ON shift_notice (tenant_id, due_at) WHERE sent_at IS NULL;
COMMENT ON TABLE shift_notice IS 'class: LK-12; purpose: tell of the roster when the person may be reached (IN-5, IN-6), with the decision';

CREATE TABLE shift_swap (
  tenant_id uuid NOT NULL,
  swap_id uuid NOT NULL,
  shift_id uuid NOT NULL,
  from_member_id uuid NOT NULL,
  to_member_id uuid,
  state text NOT NULL CHECK (state IN ('proposed', 'accepted', 'done', 'declined', 'withdrawn', 'refused')),
  sealed_words bytea,
  made_at timestamptz NOT NULL,
  accepted_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  PRIMARY KEY (tenant_id, swap_id),
  FOREIGN KEY (tenant_id, shift_id) REFERENCES shift (tenant_id, shift_id),
  FOREIGN KEY (tenant_id, from_member_id) REFERENCES member (tenant_id, member_id)
);
CALL tenant_table('shift_swap');
CREATE UNIQUE INDEX shift_swap_open ON shift_swap (tenant_id, shift_id) WHERE state IN ('proposed', 'accepted');
COMMENT ON TABLE shift_swap IS 'class: LK-12; purpose: hand a shift to somebody with the consent of both';
COMMENT ON COLUMN shift_swap.sealed_words IS 'personal: words with the proposal; purpose: ask a colleague; class: LK-12, emptied after 90 days';

CREATE TABLE duty_note (
  tenant_id uuid NOT NULL,
  note_id uuid NOT NULL,
  member_id uuid NOT NULL,
  sealed_text bytea NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, note_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id)
);
CALL tenant_table('duty_note');
COMMENT ON TABLE duty_note IS 'class: LK-12; purpose: hand the duty over to the next';
COMMENT ON COLUMN duty_note.sealed_text IS 'personal: what is open, may name customers; purpose: hand-over; class: LK-12';

CREATE TABLE duty_alarm (
  tenant_id uuid NOT NULL REFERENCES tenant,
  alarm_id uuid NOT NULL,
  raised_at timestamptz NOT NULL,
  raised_by uuid,
  conversation_id uuid,
  sealed_text bytea,
  next_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  PRIMARY KEY (tenant_id, alarm_id)
);
CALL tenant_table('duty_alarm');
COMMENT ON TABLE duty_alarm IS 'class: LK-12; purpose: an emergency somebody must take; two years, because call-outs are working time';
COMMENT ON COLUMN duty_alarm.sealed_text IS 'personal: what happened, may name a customer; purpose: take the call; class: LK-12, emptied after 90 days';

CREATE TABLE duty_alarm_step (
  tenant_id uuid NOT NULL,
  alarm_id uuid NOT NULL,
  step integer NOT NULL,
  member_id uuid NOT NULL,
  at timestamptz NOT NULL,
  decision_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, alarm_id, step),
  FOREIGN KEY (tenant_id, alarm_id) REFERENCES duty_alarm (tenant_id, alarm_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id)
);
CALL tenant_table('duty_alarm_step');
COMMENT ON TABLE duty_alarm_step IS 'class: LK-12; purpose: who was called when, and by which decision';

CREATE TABLE calendar_link (
  tenant_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  member_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, secret_hash),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id)
);
CALL tenant_table('calendar_link');
CREATE UNIQUE INDEX calendar_link_open ON calendar_link (tenant_id, member_id) WHERE revoked_at IS NULL;
COMMENT ON TABLE calendar_link IS 'class: LK-16; purpose: the own shifts in a calendar; never when it was fetched';

CREATE TABLE roster_entry (
  tenant_id uuid NOT NULL REFERENCES tenant,
  entry_id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor_id uuid,
  member_id uuid NOT NULL,
  shift_id uuid,
  verb text NOT NULL,
  day date NOT NULL,
  sealed_details bytea NOT NULL,
  PRIMARY KEY (tenant_id, entry_id)
);
CALL tenant_table('roster_entry');
CREATE INDEX roster_entry_by_day ON roster_entry (tenant_id, day);
CREATE TRIGGER keep BEFORE UPDATE ON roster_entry FOR EACH ROW EXECUTE FUNCTION append_only();
COMMENT ON TABLE roster_entry IS 'class: LK-12; purpose: who changed what in the roster, two years';
COMMENT ON COLUMN roster_entry.sealed_details IS 'personal: times before and after, reason for an exception; purpose: history of the roster; class: LK-12';
