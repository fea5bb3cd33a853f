-- What one commit accepts is one row here: PostgreSQL works half as long for eight webhooks as it did when each was a row
-- with three indexes of its own and was looked up among its twins before Meta had its answer. The ingest lays the rows
-- out one by one, in the transaction in which it takes its turn; there twins are passed over, as before.
CREATE TABLE intake (
  tenant_id uuid NOT NULL REFERENCES tenant,
  intake_id bigint GENERATED ALWAYS AS IDENTITY,
  accounts uuid[] NOT NULL,
  digests bytea[] NOT NULL,
  starts int[] NOT NULL,
  lengths int[] NOT NULL,
  sealed_bodies bytea NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, intake_id)
);
CALL tenant_table('intake');
-- Sealed bytes cannot be made smaller, and a piece is read without the rest.
ALTER TABLE intake ALTER sealed_bodies SET STORAGE EXTERNAL;
COMMENT ON TABLE intake IS 'class: LK-0; purpose: raw deliveries as they were accepted together, until the ingest lays them out; seconds';
COMMENT ON COLUMN intake.sealed_bodies IS 'personal: raw deliveries; purpose: lose nothing; class: LK-0';

-- The business is asked for by the foreign key here, once a commit, with the lock that lets an erasure finish first.
CREATE OR REPLACE FUNCTION store_deliveries(tenant uuid, accounts uuid[], digests bytea[], bodies bytea, starts int[], lengths int[], at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.tenant_id', tenant::text, true);
  INSERT INTO intake (tenant_id, accounts, digests, starts, lengths, sealed_bodies, received_at)
    VALUES (tenant, accounts, digests, starts, lengths, bodies, at);
END $$;

-- Lays out the oldest commits until `most` deliveries are there, a commit always whole. Does nothing where another
-- ingest has its turn: two would turn the order round.
CREATE FUNCTION lay_out_deliveries(tenant uuid, most int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('ingest ' || tenant, 0)) THEN
    RETURN;
  END IF;
  WITH oldest AS (
    SELECT intake_id, sum(count) OVER (ORDER BY intake_id) - count AS before
    FROM (SELECT intake_id, cardinality(digests) AS count FROM intake WHERE tenant_id = tenant ORDER BY intake_id LIMIT most) AS first
  ), taken AS (
    DELETE FROM intake USING oldest
    WHERE intake.tenant_id = tenant AND intake.intake_id = oldest.intake_id AND oldest.before < most
    RETURNING intake.*
  )
  INSERT INTO inbound_delivery (tenant_id, account_id, digest, sealed_body, received_at)
    SELECT tenant, d.account, d.digest, substring(t.sealed_bodies, d.first, d.length), t.received_at
    FROM taken AS t, unnest(t.accounts, t.digests, t.starts, t.lengths) WITH ORDINALITY AS d (account, digest, first, length, nth)
    ORDER BY t.intake_id, d.nth
    ON CONFLICT (tenant_id, account_id, digest) DO NOTHING;
END $$;
