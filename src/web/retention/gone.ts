import type { RetentionClass } from "../../contract/retention.ts";
import { retentionClassNames } from "../../contract/retention-class-names.ts";
import { say } from "../i18n/say.ts";
import { t } from "./t.ts";
import { de } from "./texts.de.ts";

type Kind = Extract<keyof typeof de, `gone.${string}`>;
const isKind = (key: string): key is Kind => key.startsWith("gone.") && Object.hasOwn(de, key);

/** Counts of what went, in words; of a sweep the classes, of an erasure the kinds. */
export function gone(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([name, n]) => {
      const key = `gone.${name}`;
      return isKind(key) ? t(key, { n }) : `${say(retentionClassNames[name as RetentionClass])}: ${n}`;
    })
    .join(" · ");
}
