// Learns the word scale from our own texts and writes src/server/policy/text/word-weights.ts.
// Run it after changing the texts, the cues or the traits: node test/policy/learn-words.ts
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sentences } from "../../src/server/policy/text/normalise.ts";
import { readSignals } from "../../src/server/policy/text/signals.ts";
import { features } from "../../src/server/policy/text/word-scale.ts";
import { developmentTexts } from "./advertising-texts.ts";

export type Example = { readonly text: string; readonly isAdvert: boolean; readonly features: ReadonlySet<string> };

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const linesOf = (path: string): string[] =>
  readFileSync(here(path), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");

/** All texts the scale may learn from. The held-out texts are not among them. */
export function examples(): Example[] {
  const labelled: [string, boolean][] = [
    ...developmentTexts.map(([label, text]): [string, boolean] => [text, label !== "s"]),
    ...linesOf("./texts/learning-adverts.txt").map((text): [string, boolean] => [text, true]),
    ...linesOf("./texts/learning-services.txt").map((text): [string, boolean] => [text, false]),
  ];
  return labelled.map(([text, isAdvert]) => exampleOf(text, isAdvert));
}

const exampleOf = (text: string, isAdvert: boolean): Example => ({
  text,
  isAdvert,
  features: features(readSignals(text), text),
});

const salutations = [
  "Guten Tag Frau Berger, ",
  "Hallo Herr Wolf, ",
  "Sehr geehrte Frau Lang, ",
  "Liebe Familie Hahn, ",
  "Moin, ",
  "Hallo, ",
];
const closings = [
  " Viele Grüße, Ihr Team von Holm",
  " Mit freundlichen Grüßen, Malerbetrieb Otto",
  " Beste Grüße, Ihre Tischlerei",
  " LG Jana",
  " Ihr Elektro Lang",
  " Gruß Renner",
];

/** The same texts as people send them: with a salutation and a closing, which tell nothing about the matter. */
export function framed(all: readonly Example[], chance: () => number): Example[] {
  const pick = (list: readonly string[]): string => list[Math.floor(chance() * list.length)] ?? "";
  return all.map(({ text, isAdvert }) => exampleOf(`${pick(salutations)}${text}${pick(closings)}`, isAdvert));
}

/** Its sentences, where it has several: those of three words say nothing. */
const partsOf = ({ text, isAdvert }: Example): Example[] => {
  const parts = sentences(text);
  return parts.length > 1
    ? parts.filter((part) => part.split(" ").length > 3).map((part) => exampleOf(part, isAdvert))
    : [];
};

/** A sentence of a service message is a service message: the scale also weighs sentences by themselves. */
const partsOfServices = (all: readonly Example[]): Example[] => all.filter((row) => !row.isAdvert).flatMap(partsOf);

/** Of an advert's sentences one at least advertises: the one that a first scale finds the heaviest. */
function heaviestOfAdverts(all: readonly Example[], weights: ReadonlyMap<string, number>): Example[] {
  const weightOf = (row: Example): number => [...row.features].reduce((sum, name) => sum + (weights.get(name) ?? 0), 0);
  return all
    .filter((row) => row.isAdvert)
    .flatMap((row) =>
      partsOf(row)
        .toSorted((a, b) => weightOf(b) - weightOf(a))
        .slice(0, 1),
    );
}

/** Logistic regression by FTRL-proximal: sparse, deterministic, a second or two for a thousand texts. */
export function learn(
  originals: readonly Example[],
  all: readonly Example[],
  { rare = 2, l1 = 1.5, l2 = 1, rounds = 8 } = {},
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features: names } of originals) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = ["<bias>", ...[...counts].filter(([, count]) => count >= rare).map(([name]) => name)];
  const place = new Map(names.map((name, index) => [name, index] as const));
  const rows = all.map(({ isAdvert, features: held }) => ({
    target: isAdvert ? 1 : 0,
    at: [0, ...[...held].map((name) => place.get(name)).filter((index) => index !== undefined)],
  }));
  const pull = new Float64Array(names.length);
  const seen = new Float64Array(names.length);
  const weightAt = (index: number): number => {
    const z = pull[index] ?? 0;
    const shrink = index === 0 ? 0 : l1;
    if (Math.abs(z) <= shrink) return 0;
    return -(z - Math.sign(z) * shrink) / ((1 + Math.sqrt(seen[index] ?? 0)) / 0.3 + l2);
  };
  const chance = sequence(7);
  for (let round = 0; round < rounds; round += 1) {
    for (const [, { target, at }] of rows.map((row) => [chance(), row] as const).toSorted((a, b) => a[0] - b[0])) {
      const now = at.map(weightAt);
      const error = 1 / (1 + Math.exp(-now.reduce((sum, weight) => sum + weight, 0))) - target;
      for (const [nth, index] of at.entries()) {
        const before = seen[index] ?? 0;
        const step = (Math.sqrt(before + error * error) - Math.sqrt(before)) / 0.3;
        pull[index] = (pull[index] ?? 0) + error - step * (now[nth] ?? 0);
        seen[index] = before + error * error;
      }
    }
  }
  return new Map(names.map((name, index) => [name, weightAt(index)] as const).filter(([, weight]) => weight !== 0));
}

/** Numbers that look random and are the same every time. */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

function write(weights: ReadonlyMap<string, number>): void {
  const groups = new Map<number, string[]>();
  for (const [name, weight] of weights) {
    const tenths = Math.round(weight * 10);
    if (Math.abs(tenths) >= 2) groups.set(tenths, [...(groups.get(tenths) ?? []), name]);
  }
  const lines = [...groups]
    .toSorted((a, b) => b[0] - a[0])
    .map(([tenths, names]) => `  "${tenths}":\n    "${names.toSorted().join(" ")}",`);
  const head =
    "// GENERATED by test/policy/learn-words.ts; do not edit. Weights in tenths, each with the features that carry it.\n";
  const tail = `
/** Weight of each feature; a feature that is not listed weighs nothing. */
export const weights: ReadonlyMap<string, number> = new Map(
  Object.entries(byWeight).flatMap(([weight, list]) =>
    list.split(" ").map((name) => [name, Number(weight) / 10] as const),
  ),
);
`;
  writeFileSync(
    here("../../src/server/policy/text/word-weights.ts"),
    `${head}const byWeight: Readonly<Record<string, string>> = {\n${lines.join("\n")}\n};\n${tail}`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const originals = examples();
  const all = [...originals, ...framed(originals, sequence(11)), ...partsOfServices(originals)];
  write(learn(originals, [...all, ...heaviestOfAdverts(originals, learn(originals, all))]));
}
