-- What was noted and photographed on a person's jobs goes into no answer by itself: that somebody looked through it is a
-- step of the case, as each message is.
ALTER TABLE subject_review
  DROP CONSTRAINT subject_review_item_kind_check,
  ADD CONSTRAINT subject_review_item_kind_check CHECK (item_kind IN ('message', 'attachment', 'project'));
COMMENT ON TABLE subject_review IS 'class: LK-9; purpose: what somebody looked through for an answer, and which third persons were blacked out (Art. 15(4)); places only, no content';
