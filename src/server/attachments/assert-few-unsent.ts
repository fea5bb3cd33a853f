import { Problem } from "../platform/problem.ts";

/** Files of one member that wait for their message: ten messages full of them. What is never sent goes at night. */
const most = { files: 200, bytes: 2_000_000_000 };

export interface Unsent {
  readonly files: number;
  readonly bytes: number;
}

/** @throws Problem too-many: they take the room that customers' files need as well */
export function assertFewUnsent({ files, bytes }: Unsent): void {
  if (files < most.files && bytes < most.bytes) return;
  throw new Problem("too-many", {
    detail: {
      de: "Zu viele deiner Dateien warten noch auf ihre Nachricht. Sende erst die Nachricht ab.",
      en: "Too many of your files wait for their message. Please send the message first.",
    },
  });
}
