-- Guests: a subcontractor's people, each in one project until a day (M5). They are members of the role guest.
CREATE TABLE guest (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  project_id uuid NOT NULL,
  firm text NOT NULL,
  invited_at timestamptz NOT NULL,
  invited_by uuid NOT NULL,
  PRIMARY KEY (tenant_id, member_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, member_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, project_id) ON DELETE CASCADE
);
CALL tenant_table('guest');
CREATE INDEX guest_of_project ON guest (tenant_id, project_id);
COMMENT ON TABLE guest IS 'class: LK-16; purpose: which project a subcontractor''s person sees, and nothing else';
COMMENT ON COLUMN guest.firm IS 'personal: whose person the guest is, at times a one-man business; purpose: know who comes to the site; class: LK-16';
