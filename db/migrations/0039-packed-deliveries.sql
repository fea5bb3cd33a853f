-- One statement and one commit for everything that arrived during the last commit. The bodies come as one byte string
-- with the place of each, because an array of byte strings travels as text of twice the length.
DROP FUNCTION store_deliveries(uuid, uuid[], bytea[], bytea[], timestamptz);
CREATE FUNCTION store_deliveries(tenant uuid, accounts uuid[], digests bytea[], bodies bytea, starts int[], lengths int[], at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.tenant_id', tenant::text, true);
  INSERT INTO inbound_delivery (tenant_id, account_id, digest, sealed_body, received_at)
    SELECT tenant, d.account, d.digest, substring(bodies, d.first, d.length), at
    FROM unnest(accounts, digests, starts, lengths) AS d (account, digest, first, length)
    ON CONFLICT (tenant_id, account_id, digest) DO NOTHING;
  PERFORM pg_notify('werkbote', 'inbound:' || tenant::text);
END $$;
