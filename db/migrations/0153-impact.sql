-- AC-2, Art. 35(1), (7) GDPR: that the business made its impact assessment, when, and what came out. The latest counts;
-- earlier ones stay, because what was thought when a function opened must be shown later (Art. 5(2)).
CREATE TABLE impact_assessment (
  tenant_id uuid NOT NULL REFERENCES tenant,
  assessment_id uuid NOT NULL,
  made_on date NOT NULL,
  hits integer NOT NULL CHECK (hits >= 0),
  outcome text NOT NULL CHECK (outcome <> ''),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, assessment_id),
  FOREIGN KEY (tenant_id, recorded_by) REFERENCES member (tenant_id, member_id)
);
CALL tenant_table('impact_assessment');
COMMENT ON TABLE impact_assessment IS 'class: LK-16; purpose: show the impact assessment of a processing with several risks';
