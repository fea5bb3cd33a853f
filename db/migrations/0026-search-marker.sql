-- PostgreSQL empties its UNLOGGED tables after a crash: the search would find nothing and nobody would know. This row
-- goes with them; where it is missing the index is made anew from the messages.
CREATE UNLOGGED TABLE search_marker (
  tenant_id uuid PRIMARY KEY,
  built_at timestamptz NOT NULL
);
CALL tenant_table('search_marker');
COMMENT ON TABLE search_marker IS 'class: none; purpose: tells that the search index is whole';
