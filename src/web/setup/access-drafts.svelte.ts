// What is typed to connect WhatsApp. It outlives the step on the screen: while one looks a number up elsewhere, what one
// copied already stays. Two of the fields are secrets, so it lives in this page alone and goes with it.

interface Access {
  phoneNumberId: string;
  wabaId: string;
  accessToken: string;
  appSecret: string;
  verifyToken: string;
}
const fresh = (): Access => ({ phoneNumberId: "", wabaId: "", accessToken: "", appSecret: "", verifyToken: "" });
const drafts = $state<Record<string, Access>>({});

/** @param account the one whose access is renewed; "" for a new one */
export function accessDraft(account: string): Access {
  const known = drafts[account];
  if (known) return known;
  drafts[account] = fresh();
  return drafts[account] ?? fresh();
}
const isTyped = (access: Access | undefined): boolean =>
  Object.values(access ?? {}).some((typed) => typed.trim() !== "");

/** Somebody typed there and neither saved nor cancelled it. */
export const hasAccessDraft = (account: string): boolean => isTyped(drafts[account]);
export const isAccessUnsaved = (): boolean => Object.values(drafts).some(isTyped);

export function forgetAccess(account: string): void {
  delete drafts[account];
}
