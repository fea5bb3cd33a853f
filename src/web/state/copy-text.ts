import { t } from "../i18n/t.ts";
import { toasts } from "./toasts.svelte.ts";

/** @returns whether it can be pasted now; where the browser does not let us, that is said */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    toasts.show(t("ui.not-copied"), { kind: "attention" });
    return false;
  }
}
