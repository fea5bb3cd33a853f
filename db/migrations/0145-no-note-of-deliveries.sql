-- As before, but without a note: whoever takes deliveries in tells its own ingest, and two servers see each other by
-- the ingest's lock. A note costs every commit a wake-up of the listening connection and of the server behind it.
CREATE OR REPLACE FUNCTION store_deliveries(tenant uuid, accounts uuid[], digests bytea[], bodies bytea, starts int[], lengths int[], at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.tenant_id', tenant::text, true);
  INSERT INTO inbound_delivery (tenant_id, account_id, digest, sealed_body, received_at)
    SELECT tenant, d.account, d.digest, substring(bodies, d.first, d.length), at
    FROM unnest(accounts, digests, starts, lengths) AS d (account, digest, first, length)
    ON CONFLICT (tenant_id, account_id, digest) DO NOTHING;
END $$;
