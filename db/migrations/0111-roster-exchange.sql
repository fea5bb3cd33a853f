-- A swap may take a shift in return; a swap whose plan went away lapses. Whoever is silent may be asked once more.

ALTER TABLE shift_swap
  ADD COLUMN return_shift_id uuid,
  ADD FOREIGN KEY (tenant_id, return_shift_id) REFERENCES shift (tenant_id, shift_id),
  -- Whose shift is wanted in return is named.
  ADD CHECK (return_shift_id IS NULL OR to_member_id IS NOT NULL),
  ADD CHECK (return_shift_id <> shift_id),
  DROP CONSTRAINT shift_swap_state_check,
  ADD CONSTRAINT shift_swap_state_check
    CHECK (state IN ('proposed', 'accepted', 'done', 'declined', 'withdrawn', 'refused', 'lapsed'));
COMMENT ON TABLE shift_swap IS 'class: LK-12; purpose: hand a shift to somebody, or exchange two, with the consent of both';

ALTER TABLE shift_notice
  DROP CONSTRAINT shift_notice_about_check,
  ADD CONSTRAINT shift_notice_about_check CHECK (about IN ('plan', 'swap', 'again'));
CREATE INDEX shift_notice_by_member ON shift_notice (tenant_id, member_id, made_at);
