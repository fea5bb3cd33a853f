/** Compares what was acknowledged with what is stored. Pure: the same for the product and for the wrong design. */

export interface ExpectedMessage {
  readonly sender: number;
  readonly seq: number;
  readonly externalId: string;
  readonly text: string;
  /** Its delivery got a 200. */
  readonly acknowledged: boolean;
}

export interface StoredMessage {
  readonly conversation: string;
  readonly position: number;
  /** Null: no message from outside (a notice, a reply). */
  readonly externalId: string | null;
  readonly text: string;
}

/** Each list names what is wrong; all empty = the promise was kept. */
export interface Findings {
  /** Acknowledged, but not stored. */
  readonly lost: string[];
  /** Stored more than once. */
  readonly doubled: string[];
  /** Stored, but never sent like this: unknown id or other words. */
  readonly altered: string[];
  /** Stands before a message that was sent earlier in the same conversation. */
  readonly disordered: string[];
  /** Positions of a conversation are not 1, 2 … n. */
  readonly gaps: string[];
  /** One person in two conversations, or two people in one. */
  readonly mixed: string[];
}

export function checkMessages(expected: readonly ExpectedMessage[], stored: readonly StoredMessage[]): Findings {
  const byId = new Map(expected.map((message) => [message.externalId, message]));
  const conversations = Map.groupBy(stored, (message) => message.conversation);
  const times = new Map<string, number>();
  const altered: string[] = [];
  for (const { externalId, text } of stored) {
    if (externalId === null) continue;
    times.set(externalId, (times.get(externalId) ?? 0) + 1);
    if (byId.get(externalId)?.text !== text) altered.push(externalId);
  }
  return {
    lost: expected.filter((m) => m.acknowledged && !times.has(m.externalId)).map((m) => m.externalId),
    doubled: [...times].filter(([, count]) => count > 1).map(([id]) => id),
    altered,
    disordered: [...conversations.values()].flatMap((messages) => disordered(messages, byId)),
    gaps: [...conversations].filter(([, messages]) => hasGap(messages)).map(([id]) => id),
    mixed: mixed(conversations, byId),
  };
}

function disordered(messages: readonly StoredMessage[], byId: ReadonlyMap<string, ExpectedMessage>): string[] {
  const wrong: string[] = [];
  let highest = -1;
  for (const { externalId } of messages.toSorted((a, b) => a.position - b.position)) {
    const seq = externalId === null ? undefined : byId.get(externalId)?.seq;
    if (seq === undefined) continue;
    if (seq < highest) wrong.push(externalId ?? "");
    highest = Math.max(highest, seq);
  }
  return wrong;
}

function hasGap(messages: readonly StoredMessage[]): boolean {
  const positions = messages.map((m) => m.position).sort((a, b) => a - b);
  return positions.some((position, i) => position !== i + 1);
}

function mixed(
  conversations: ReadonlyMap<string, readonly StoredMessage[]>,
  byId: ReadonlyMap<string, ExpectedMessage>,
): string[] {
  const homes = new Map<number, string>();
  const wrong: string[] = [];
  for (const [conversation, messages] of conversations) {
    const senders = new Set(messages.flatMap((m) => byId.get(m.externalId ?? "")?.sender ?? []));
    if (senders.size > 1) wrong.push(`${conversation}: ${senders.size} people`);
    for (const sender of senders) {
      if (homes.has(sender)) wrong.push(`person ${sender}: two conversations`);
      homes.set(sender, conversation);
    }
  }
  return wrong;
}
