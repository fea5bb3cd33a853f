// Offers and confirmations that say so in their first line, whatever the member chose.
const heads: readonly (readonly ["offer" | "order_confirmation", RegExp])[] = [
  ["offer", /^\s*(unser |ihr )?(angebot|kostenvoranschlag)\b[^.!?\n]{0,40}(:|\n)/i],
  ["order_confirmation", /^\s*(unsere |ihre )?auftragsbestätigung\b[^.!?\n]{0,40}(:|\n|$)/i],
];

/** A heading, not a mention: "Das Angebot kommt morgen" is none. */
export const letterKindOf = (text: string): "offer" | "order_confirmation" | undefined =>
  heads.find(([, head]) => head.test(text))?.[0];
