/** Which device of this browser waits for approval, so that a reload goes on waiting. An id, nothing secret. */
const key = "werkbote.waiting-device";
const shape = /^[0-9a-f-]{36}$/;

export const waitingDevice = {
  id(): string | undefined {
    try {
      const id = localStorage.getItem(key) ?? "";
      return shape.test(id) ? id : undefined;
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
