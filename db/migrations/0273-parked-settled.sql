-- What no retry helps (an alarm about the account) stays for its seven days, and somebody may say that it is dealt with.
ALTER TABLE inbound_delivery
  ADD COLUMN settled_by uuid,
  ADD COLUMN settled_at timestamptz,
  ADD FOREIGN KEY (tenant_id, settled_by) REFERENCES member (tenant_id, member_id);
COMMENT ON COLUMN inbound_delivery.settled_by IS 'personal: member; purpose: who said that it is dealt with; class: LK-0';
COMMENT ON COLUMN inbound_delivery.settled_at IS 'when somebody said that it is dealt with; empty: it waits for somebody';
-- What names no sender or no id would be parked again.
ALTER TABLE inbound_delivery NO FORCE ROW LEVEL SECURITY;
UPDATE inbound_delivery SET retry_helps = false WHERE state = 'parked' AND problem LIKE 'Etwas Unlesbares kam ohne %';
ALTER TABLE inbound_delivery FORCE ROW LEVEL SECURITY;
