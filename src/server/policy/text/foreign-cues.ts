// Adverts between the languages of a workshop: the English and Turkish words German craft businesses write them with.
import type { Cue } from "./cue.ts";

export const foreignCues: readonly Cue[] = [
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\bdiscount(s|ed)?\b|\b(special|limited|exclusive) offers?\b|\bon sale\b|\bbuy one\b|\bearly[- ]?bird\b|\bfor free\b|\bindirim\w*|\bkampanya\w*|\bbedava\b|(?<![\w.])% ?\d{1,2}\b/,
    unless: /\b(as agreed|already|invoice|anlas|fatura)/,
  },
  {
    kind: "review",
    weight: 2,
    pattern:
      /\b(leave|write|give) (us )?(a|your) (\w+ )?(review|feedback|rating)\b|\brate (us|our)\b|\b(refer|bring|tell) (a|your) friends?\b/,
  },
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\b(book|order|shop|call) now\b|\bcheck (it )?out\b.{0,20}\b(our|new)\b|\bdon'?t miss\b|\bwe('re| are) hiring\b|\b(come|drop) by\b.{0,30}\b(our|new|shop|store|salon)\b/,
  },
  {
    kind: "offer",
    weight: 1,
    pattern: /\bfirsat\w*|\bfırsat\w*|\bsadece \d+|\bonly \d+ ?(euro|eur|€)|\bhediye\w*|\bdeal\b/,
  },
];
