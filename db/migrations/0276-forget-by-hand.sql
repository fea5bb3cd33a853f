-- What Meta did not take and somebody deleted by hand: who said so, and when, stands on the receipt.
ALTER TABLE channel_forget
  ADD COLUMN settled_by uuid,
  ADD COLUMN settled_at timestamptz,
  ADD FOREIGN KEY (tenant_id, settled_by) REFERENCES member (tenant_id, member_id);
COMMENT ON COLUMN channel_forget.settled_by IS 'personal: member; purpose: who said that it is deleted by hand; class: LK-9';
COMMENT ON COLUMN channel_forget.settled_at IS 'when somebody said that it is deleted by hand; empty: nobody had to';
