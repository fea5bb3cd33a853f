import { isUuid } from "../../contract/uuid.ts";

/** Which device of this browser waits for approval, so that a reload goes on waiting. An id, nothing secret. */
const key = "werkbote.waiting-device";

export const waitingDevice = {
  id(): string | undefined {
    try {
      const id = localStorage.getItem(key) ?? "";
      return isUuid(id) ? id : undefined;
    } catch {
      return undefined;
    }
  },
  remember(id: string): void {
    try {
      localStorage.setItem(key, id);
    } catch {
      // Without storage a reload asks for the code again.
    }
  },
  forget(): void {
    try {
      localStorage.removeItem(key);
    } catch {
      // There was nothing to forget.
    }
  },
};
