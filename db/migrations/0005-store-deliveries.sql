-- Stores what arrived together in one statement and one commit: the webhook answers 200 only after it.
-- One round trip, because at a few thousand webhooks a second round trips are what costs.
CREATE FUNCTION store_deliveries(tenant uuid, accounts uuid[], digests bytea[], bodies bytea[], at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.tenant_id', tenant::text, true);
  INSERT INTO inbound_delivery (tenant_id, account_id, digest, sealed_body, received_at)
    SELECT tenant, d.account, d.digest, d.body, at
    FROM unnest(accounts, digests, bodies) AS d (account, digest, body)
    ON CONFLICT (tenant_id, account_id, digest) DO NOTHING;
  PERFORM pg_notify('werkbote', 'inbound:' || tenant::text);
END $$;
