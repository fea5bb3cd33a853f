-- What waits for somebody is few among very many, and Heute counts it every minute.
CREATE INDEX inbound_delivery_parked ON inbound_delivery (tenant_id, received_at) WHERE state = 'parked';
