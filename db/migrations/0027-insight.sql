-- Break-glass of the data-protection officer: one conversation, a reason, a time limit, the owner's word. And a deletion
-- that somebody in the office asks the owner for.

CREATE TABLE insight (
  tenant_id uuid NOT NULL REFERENCES tenant,
  insight_id uuid NOT NULL,
  -- No keys: the proof outlives the conversation and its contact.
  conversation_id uuid NOT NULL,
  conversation_number integer NOT NULL,
  contact_id uuid NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  hours smallint NOT NULL CHECK (hours IN (1, 4, 24)),
  sealed_reason bytea NOT NULL,
  decision text CHECK (decision IN ('approved', 'refused')),
  decided_by uuid,
  decided_at timestamptz,
  until timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, insight_id),
  FOREIGN KEY (tenant_id, asked_by) REFERENCES member,
  FOREIGN KEY (tenant_id, decided_by) REFERENCES member (tenant_id, member_id),
  FOREIGN KEY (tenant_id, ended_by) REFERENCES member (tenant_id, member_id),
  CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
  -- Nobody lets in themselves, and never for longer than asked.
  CHECK (decided_by <> asked_by),
  CHECK (coalesce(decision = 'approved', false) = (until IS NOT NULL)),
  CHECK (until <= decided_at + interval '1 hour' * hours),
  CHECK ((ended_by IS NULL) = (ended_at IS NULL) AND (ended_at IS NULL OR decision IS DISTINCT FROM 'refused'))
);
CALL tenant_table('insight');
CREATE UNIQUE INDEX insight_waiting ON insight (tenant_id, conversation_id, asked_by) WHERE decision IS NULL AND ended_at IS NULL;
CREATE INDEX insight_of_officer ON insight (tenant_id, asked_by, conversation_id);
COMMENT ON TABLE insight IS 'class: LK-15; purpose: who looked into one conversation by the owner''s leave, why and how long (Art. 5(2))';
COMMENT ON COLUMN insight.sealed_reason IS 'personal: the officer''s reason, under the key of the contact; purpose: proof of why somebody was let in; class: LK-15';

ALTER TABLE subject_request DROP CONSTRAINT subject_request_source_check;
ALTER TABLE subject_request ADD CONSTRAINT subject_request_source_check CHECK (source IN ('message', 'page', 'member', 'office'));
