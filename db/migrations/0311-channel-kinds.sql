-- The channels are a closed list wherever a row names one: what no channel is cannot be written, and what is read needs no doubt.
ALTER TABLE channel_forget ADD CHECK (channel_kind IN ('whatsapp', 'webchat', 'email', 'telegram'));
ALTER TABLE consent_event ADD CHECK (channel_kind IN ('whatsapp', 'webchat', 'email', 'telegram'));
ALTER TABLE conversation ADD CHECK (channel_kind IN ('whatsapp', 'webchat', 'email', 'telegram'));
ALTER TABLE identity ADD CHECK (channel_kind IN ('whatsapp', 'webchat', 'email', 'telegram'));
ALTER TABLE letter ADD CHECK (channel_kind IN ('whatsapp', 'webchat', 'email', 'telegram'));
ALTER TABLE metadata_profile ADD CHECK (channel_kind IN ('whatsapp', 'webchat', 'email', 'telegram'));
ALTER TABLE news ADD CHECK (channel_kind IN ('whatsapp', 'webchat', 'email', 'telegram'));
ALTER TABLE notice ADD CHECK (channel_kind IN ('whatsapp', 'webchat', 'email', 'telegram'));
ALTER TABLE notice_delivery ADD CHECK (channel_kind IN ('whatsapp', 'webchat', 'email', 'telegram'));
ALTER TABLE processor ADD CHECK (channel_kind IN ('whatsapp', 'webchat', 'email', 'telegram'));
ALTER TABLE suppression ADD CHECK (channel_kind IN ('whatsapp', 'webchat', 'email', 'telegram'));
