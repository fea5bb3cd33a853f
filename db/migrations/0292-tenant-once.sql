-- A foreign key is looked up anew for every row: of what PostgreSQL does for eight deliveries, a third went to asking
-- eight times whether the business exists. All rows of a call are of one business, so the function, the only one who
-- adds rows, asks once, with the lock a foreign key takes: a business that is being erased waits for it, or is gone.
CREATE OR REPLACE FUNCTION store_deliveries(tenant uuid, accounts uuid[], digests bytea[], bodies bytea, starts int[], lengths int[], at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM tenant AS t WHERE t.tenant_id = tenant FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE foreign_key_violation USING MESSAGE = 'deliveries of a business that does not exist';
  END IF;
  PERFORM set_config('app.tenant_id', tenant::text, true);
  INSERT INTO inbound_delivery (tenant_id, account_id, digest, sealed_body, received_at)
    SELECT tenant, d.account, d.digest, substring(bodies, d.first, d.length), at
    FROM unnest(accounts, digests, starts, lengths) AS d (account, digest, first, length)
    ON CONFLICT (tenant_id, account_id, digest) DO NOTHING;
END $$;
ALTER TABLE inbound_delivery DROP CONSTRAINT inbound_delivery_tenant_id_fkey;
