-- Reads the feed of one business in one round trip: every event wakes this read once, for all open screens together.
CREATE FUNCTION read_events(tenant uuid, after_seq bigint, most integer) RETURNS SETOF event LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.tenant_id', tenant::text, true);
  RETURN QUERY SELECT * FROM event WHERE tenant_id = tenant AND seq > after_seq ORDER BY seq LIMIT most;
END $$;
