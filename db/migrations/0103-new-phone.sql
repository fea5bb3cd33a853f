-- A new phone (G12): the device that takes the place of another one, and since when the other one only empties itself.
ALTER TABLE device
  ADD COLUMN replaces uuid,
  ADD COLUMN replaced_at timestamptz;
CREATE INDEX device_replaced ON device (tenant_id, replaced_at) WHERE replaced_at IS NOT NULL;
