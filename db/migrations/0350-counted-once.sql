-- A message written on a telephone of the business is counted, and a keyed hash of its id says for a week that it was.
COMMENT ON TABLE parked_change IS 'class: LK-0; purpose: a change that came before its message, and what was counted already';
