-- A customer session remembers under which address the person writes, so that a reply joins the same conversation
-- without opening any sealed value. The value is random and means nothing outside.
ALTER TABLE customer_session ADD COLUMN visitor text NOT NULL;
COMMENT ON COLUMN customer_session.visitor IS 'personal: random address of a web-chat visitor; purpose: reply in the own conversation; class: LK-1';
CREATE INDEX customer_session_of_identity ON customer_session (tenant_id, identity_id);
