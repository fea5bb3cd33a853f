-- An alarm about the account is read and dealt with elsewhere: taking its delivery in once more would park it again.
ALTER TABLE inbound_delivery ADD COLUMN retry_helps boolean NOT NULL DEFAULT true;
