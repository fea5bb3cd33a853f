-- Whoever has nothing but reserved conversations is for owner and office, and so is every event about them. Whether
-- that is so is read with the events themselves, once for all open screens of the business.
CREATE INDEX conversation_of_contact ON conversation (tenant_id, contact_id);

DROP FUNCTION read_events(uuid, bigint, integer);
CREATE FUNCTION read_events(tenant uuid, after_seq bigint, most integer)
RETURNS TABLE (seq bigint, kind text, at timestamptz, conversation_id uuid, message_id uuid, contact_id uuid,
  member_id uuid, room_id uuid, project_id uuid, withheld_from uuid[], contact_reserved boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.tenant_id', tenant::text, true);
  -- An event of a conversation is kept back by the conversation.
  RETURN QUERY SELECT e.seq, e.kind, e.at, e.conversation_id, e.message_id, e.contact_id, e.member_id, e.room_id,
      e.project_id, e.withheld_from,
      e.contact_id IS NOT NULL AND e.conversation_id IS NULL AND coalesce(
        (SELECT bool_and(c.reserved_at IS NOT NULL) FROM conversation c
          WHERE c.tenant_id = tenant AND c.contact_id = e.contact_id), false)
    FROM event e WHERE e.tenant_id = tenant AND e.seq > after_seq ORDER BY e.seq LIMIT most;
END $$;
