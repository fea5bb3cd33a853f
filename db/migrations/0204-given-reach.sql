-- What somebody typed into the page as a way to reach them: a claim. It is no address of the identity, recognises nobody and
-- is never sent to by the house (V24).
ALTER TABLE identity ADD COLUMN sealed_given_reach bytea;
COMMENT ON COLUMN identity.sealed_given_reach IS 'personal: phone or mail as given on the page; purpose: call or write back; class: LK-1';
