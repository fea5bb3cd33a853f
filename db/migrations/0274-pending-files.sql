-- How many files of a business are on their way is asked for with every one that comes (whose turn it is).
CREATE INDEX attachment_pending ON attachment (tenant_id) WHERE state = 'pending';
