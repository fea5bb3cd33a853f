import { z } from "zod";

/** Ids are UUIDs (v7), branded so that one kind cannot be handed in for another. */
export const ConversationId = z.uuid().brand("ConversationId");
export type ConversationId = z.infer<typeof ConversationId>;
export const MessageId = z.uuid().brand("MessageId");
export type MessageId = z.infer<typeof MessageId>;
export const ContactId = z.uuid().brand("ContactId");
export type ContactId = z.infer<typeof ContactId>;
export const MemberId = z.uuid().brand("MemberId");
export type MemberId = z.infer<typeof MemberId>;
export const AttachmentId = z.uuid().brand("AttachmentId");
export type AttachmentId = z.infer<typeof AttachmentId>;
export const AccountId = z.uuid().brand("AccountId");
export type AccountId = z.infer<typeof AccountId>;

/** Points in time travel as ISO 8601 in UTC. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** The channels a conversation can run over. */
export const ChannelKind = z.enum(["whatsapp", "webchat", "email", "telegram"]);
export type ChannelKind = z.infer<typeof ChannelKind>;
