-- News to people who consented (AD-2, MS-1): written once, leaving one by one; who got it, who did not and why.
CREATE TABLE news (
  tenant_id uuid NOT NULL REFERENCES tenant,
  news_id uuid NOT NULL,
  account_id uuid NOT NULL,
  channel_kind text NOT NULL,
  sealed_content bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'paused', 'done', 'stopped')),
  created_by uuid,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, news_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES channel_account
);
CALL tenant_table('news');
COMMENT ON TABLE news IS 'class: LK-6; purpose: what was written to people who consented, and by whom';
COMMENT ON COLUMN news.sealed_content IS 'personal: words of the advert, written by a member; purpose: send it, proof; class: LK-6';

CREATE TABLE news_recipient (
  tenant_id uuid NOT NULL,
  news_id uuid NOT NULL,
  identity_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  ordinal integer NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'kept_back')),
  message_id uuid,
  why_de text,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, news_id, identity_id),
  FOREIGN KEY (tenant_id, news_id) REFERENCES news,
  FOREIGN KEY (tenant_id, identity_id) REFERENCES identity
);
CALL tenant_table('news_recipient');
COMMENT ON TABLE news_recipient IS 'class: LK-6; purpose: who got a piece of news, who did not and why';
