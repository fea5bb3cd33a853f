/** Longest text that every channel takes in one message (WhatsApp's limit is the tightest). */
const longest = 4_096;

/** A reply with the privacy notice in front; undefined: both together are too long for one message. */
export function carriedText(notice: string, reply: string): string | undefined {
  const whole = `${notice}\n\n${reply}`;
  return whole.length > longest ? undefined : whole;
}
