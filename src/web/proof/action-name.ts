import { t } from "./t.ts";
import { de } from "./texts.de.ts";

type Key = Extract<keyof typeof de, `action.${string}`>;
const isKnown = (key: string): key is Key => Object.hasOwn(de, key);

/** What a decision was about, in words; an action nobody has named yet is shown as it is kept. */
export function actionName(action: string): string {
  const key = `action.${action}`;
  return isKnown(key) ? t(key) : action;
}
