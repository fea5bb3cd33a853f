-- Days on which nobody is there although it is a weekday (Betriebsferien). Public holidays need no row: they follow from
-- the federal state. The opening hours themselves stand on the customer page, where customers read them.
CREATE TABLE closed_days (
  tenant_id uuid NOT NULL REFERENCES tenant,
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  PRIMARY KEY (tenant_id, first_day)
);
CALL tenant_table('closed_days');
COMMENT ON TABLE closed_days IS 'class: none; purpose: say when the business is there again; dropped when they are over';

-- What the house answers by itself while nobody is there (users.md M8, B12). Nothing leaves until the owner switches it on.
CREATE TABLE away_text (
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL,
  active boolean NOT NULL,
  body text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES channel_account
);
CALL tenant_table('away_text');
COMMENT ON TABLE away_text IS 'class: none; purpose: the words of the business for times when nobody is there';

-- Once per conversation and closed period: the newest period in which this conversation had the answer.
CREATE TABLE away_answer (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  -- When the business closed, on its own clock: "2026-11-24T16:00". Compares as text.
  closed_since text NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation ON DELETE CASCADE
);
CALL tenant_table('away_answer');
COMMENT ON TABLE away_answer IS 'class: as its message; purpose: answer once in a closed period, not to every message';
