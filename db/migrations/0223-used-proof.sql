-- A device signs each request anew. A signature that was taken once is remembered for as long as its time would let it in
-- again, so that a recorded one opens nothing. Unlogged: no request waits for the disk because of it; after a crash the
-- times of what was in flight have to run out, which is a minute.
CREATE UNLOGGED TABLE used_proof (
  -- No reference to tenant: locking its row would write to the log after all.
  tenant_id uuid NOT NULL,
  proof_hash bytea NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, proof_hash)
);
CALL tenant_table('used_proof');
COMMENT ON TABLE used_proof IS 'class: LK-0; purpose: take each signature of a device once; keyed hashes only, deleted the night after';
