import { t } from "./t.ts";

const parts = [
  "messages",
  "files",
  "addresses",
  "drafts",
  "waiting",
  "noticeTexts",
  "projects",
  "contacts",
  "letters",
  "requests",
  "erasures",
  "holds",
  "incidents",
  "news",
  "caseParts",
  "decisions",
  "veiled",
  "auditEntries",
  "proofs",
  "sessions",
  "tokens",
  "members",
  "devices",
  "suppressions",
] as const;

/** Counts of what went, in words; of a sweep the classes, of an erasure the kinds. */
export function gone(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([name, n]) => {
      const part = parts.find((one) => one === name);
      return part === undefined ? `${t(`class.${name as "LK-1"}`)}: ${n}` : t(`gone.${part}`, { n });
    })
    .join(" · ");
}
