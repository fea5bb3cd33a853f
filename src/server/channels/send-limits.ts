import { minute, second } from "../platform/instant.ts";

/** How long a channel may take to hand one message to the machine behind it. Whoever calls it holds the message longer. */
export const sendLimits = {
  /** For the message, once its file is there. */
  messageMs: 10 * second,
  /** For its file: a slow line needs minutes for a film. */
  fileMs: 5 * minute,
  /**
   * For a line that takes no more of the file, or an answer that does not come after its last byte. The last megabytes lie
   * with the system by then, which tells nobody how they get on: a slow line that moves needs more than a minute for them.
   */
  fileSilenceMs: 2 * minute,
} as const;
