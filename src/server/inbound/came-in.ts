interface Placed {
  readonly conversationId: string;
  readonly messageId: string;
  readonly fresh: boolean;
  readonly opened: boolean;
}

/** What the screens are told of something a contact sent, and of the conversation it opened; of what was there, nothing. */
export function cameIn({ conversationId, messageId, fresh, opened }: Placed, contactId: string) {
  const ids = { conversationId, contactId };
  const tells = [
    ...(opened ? [{ kind: "conversation-opened" as const, ...ids }] : []),
    { kind: "message-received" as const, messageId, ...ids },
  ];
  return fresh ? tells : [];
}
