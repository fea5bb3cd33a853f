/** What this device remembers, only after "Chat auf diesem Gerät merken": one key, 30 days, gone at sign-off (WC-2). */
const key = "chat_resume";

export function remembered(slug: string): string | undefined {
  try {
    const [where, code, until] = (localStorage.getItem(key) ?? "").split("|");
    if (where !== slug || code === undefined) return undefined;
    if (Date.parse(until ?? "") > Date.now()) return code;
    localStorage.removeItem(key);
  } catch {
    // Storage is switched off: then nothing is remembered.
  }
  return undefined;
}

export function remember(slug: string, code: string, until: string): boolean {
  try {
    localStorage.setItem(key, `${slug}|${code}|${until}`);
    return true;
  } catch {
    return false;
  }
}

export function forget(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was stored.
  }
}
