-- What somebody told WhatsApp about advertising is told of a person: the register names it.
COMMENT ON COLUMN identity.meta_preference IS 'personal: whether the person stopped or resumed advertising at WhatsApp; purpose: no advertising against it; class: LK-1';
COMMENT ON COLUMN identity.meta_preference_at IS 'personal: when the person said so; purpose: what was said last counts; class: LK-1';
