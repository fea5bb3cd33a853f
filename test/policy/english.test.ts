import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { explainCases } from "../../src/server/policy/explain.ts";
import { remedyFor } from "../../src/server/policy/remedies.ts";
import { ruleTitle } from "../../src/server/policy/rule-titles.ts";
import { requireTokens, ruleIds } from "../../src/server/policy/verdict.ts";
import { names, remedies, sources } from "../../src/web/i18n/rule-names.en.ts";
import { patterns, sentences } from "../../src/web/i18n/rule-sentences.en.ts";

const isKnown = (sentence: string): boolean =>
  sentence in sentences || patterns.some(([german]) => german.test(sentence));

/** Sentences as the screen parts them. */
const parted = (why: string): string[] => why.split(/(?<=[.!?]) (?=\p{Lu})/u);

describe("the rules on an English screen", () => {
  it("have an English name and an English note each", () => {
    expect(Object.keys(names).toSorted()).toEqual([...ruleIds].toSorted());
    expect(
      Object.values(names)
        .flat()
        .filter((text) => /[äöüß]/.test(text)),
    ).toEqual([]);
  });

  it("say in English where they come from; the short name of a German law stays in brackets", () => {
    const german = /Abs\.|lit\.|Nr\.|ErwGr|DSGVO|-VO\b| und | ff\.| von |(?<!\()\b[A-Z][A-Za-z]*(?:G|GB|AO)\b(?!\))/;
    const cited = ruleIds.map((id) => sources.reduce((said, [de, en]) => said.replace(de, en), ruleTitle(id).article));
    expect(cited.filter((said) => german.test(said))).toEqual([]);
  });

  it("have an English button for each requirement", () => {
    expect(requireTokens.filter((token) => remedies[token] === undefined)).toEqual([]);
    expect(requireTokens.filter((token) => remedies[token] === remedyFor(token).labelDe)).toEqual([]);
  });

  const folder = join(import.meta.dirname, "../../src/server/policy/rules");
  const spoken = readdirSync(folder)
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) => readFileSync(join(folder, file), "utf8").match(/"[A-ZÄÖÜ][^"]* [^"]*\.(?=")/g) ?? [])
    .map((literal) => literal.slice(1));

  it("say one sentence each, so that two rules are two", () => {
    expect(spoken.filter((said) => parted(said).length > 1)).toEqual([]);
  });

  it("say every fixed sentence of the rules in English", () => {
    expect(spoken.length).toBeGreaterThan(140);
    expect(spoken.filter((sentence) => !parted(sentence).every(isKnown))).toEqual([]);
  });

  it("leave no German sentence in any case of the catalogue", () => {
    const line = z.object({ when: z.string().default(""), given: z.record(z.string(), z.unknown()) });
    const [base, ...cases] = readFileSync(join(import.meta.dirname, "catalogue-cases.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((text) => line.parse(JSON.parse(text)));
    const said = cases
      .flatMap(({ when, given }) => explainCases({ when, given: { ...base?.given, ...given } }))
      .filter(({ why_de: why, rules }) => rules.length > 0 && !why.includes("__absent__"));
    expect(said.length).toBeGreaterThan(200);
    // what the command line says of a value it cannot read is never on a screen
    const unknown = said
      .flatMap(({ why_de: why }) => parted(why))
      .filter((sentence) => !isKnown(sentence) && !sentence.startsWith("Der Wert von „"));
    expect([...new Set(unknown)]).toEqual([]);
  });
});
