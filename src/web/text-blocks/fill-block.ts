/** What Werkbote knows of a gap by itself. The words are German on every screen: they stand in the business's texts. */
export const known = ["Name", "Firma", "Ich", "Vorgang"] as const;
type Known = (typeof known)[number];

const gap = /\{\{([^{}\n]{1,60})\}\}/g;

/** The text with every gap filled that is known; the others stay for whoever sends it. Capitals make no difference. */
export function fillBlock(text: string, values: Readonly<Record<Known, string>>): string {
  return text.replace(gap, (whole, words: string) => {
    const name = known.find((one) => one.toLowerCase() === words.trim().toLowerCase());
    return (name && values[name].trim()) || whole;
  });
}

interface Gap {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** The first gap nobody has filled. */
export function openGap(text: string): Gap | undefined {
  const [first] = gapsOf(text);
  return first;
}

/** All of them, in order. */
function gapsOf(text: string): Gap[] {
  return [...text.matchAll(gap)].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
    name: (hit[1] ?? "").trim(),
  }));
}
