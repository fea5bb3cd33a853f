-- What a file of the team was made from is written on the file itself: of a marked copy of a copy nothing was known any
-- more once the copy between had been deleted, and of a report nothing at all.
ALTER TABLE team_file
  ADD COLUMN made_from uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN about uuid[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN team_file.made_from IS 'the photos of customers that a marked copy or a report shows';
COMMENT ON COLUMN team_file.about IS 'the contacts a report names or shows';
-- A report goes with its file, whatever takes the file.
ALTER TABLE project_report
  DROP CONSTRAINT project_report_tenant_id_file_id_fkey,
  ADD FOREIGN KEY (tenant_id, file_id) REFERENCES team_file ON DELETE CASCADE;

ALTER TABLE team_file NO FORCE ROW LEVEL SECURITY;
ALTER TABLE project_report NO FORCE ROW LEVEL SECURITY;
ALTER TABLE project_contact NO FORCE ROW LEVEL SECURITY;
WITH RECURSIVE copy AS (
  SELECT f.tenant_id, f.file_id, f.copy_of AS photo FROM team_file f
    WHERE f.copy_of IS NOT NULL AND f.owner_id <> f.project_id
      AND NOT EXISTS (SELECT FROM team_file o WHERE o.tenant_id = f.tenant_id AND o.file_id = f.copy_of)
  UNION ALL
  SELECT f.tenant_id, f.file_id, copy.photo FROM copy
    JOIN team_file f ON f.tenant_id = copy.tenant_id AND f.copy_of = copy.file_id
)
UPDATE team_file f SET made_from = ARRAY[copy.photo] FROM copy
  WHERE f.tenant_id = copy.tenant_id AND f.file_id = copy.file_id;
-- Which photos stand in a report that is older than this nobody wrote down; it may name any customer of its project.
UPDATE team_file f SET about = ARRAY(
    SELECT c.contact_id FROM project_contact c WHERE c.tenant_id = r.tenant_id AND c.project_id = r.project_id)
  FROM project_report r WHERE r.tenant_id = f.tenant_id AND r.file_id = f.file_id;
ALTER TABLE project_contact FORCE ROW LEVEL SECURITY;
ALTER TABLE project_report FORCE ROW LEVEL SECURITY;
ALTER TABLE team_file FORCE ROW LEVEL SECURITY;
