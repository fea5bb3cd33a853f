import ts from "typescript";
import { describe, expect, it } from "vitest";
import { damaged, unknownKind } from "../../src/server/attachments/why-refused.ts";
import { cancelled } from "../../src/server/customer-page/cancel-file.action.ts";
import { filesBelow, place, type SourceFile, visitNodes } from "./source-files.ts";

/**
 * What people read: plain German. Short main clauses, no apology that is none, no praise for the machine, no shouting,
 * a German word where one is common.
 */
const bannedWords: Readonly<Record<string, string>> = {
  leider: "say what is so and what to do",
  erfolgreich: "say what is done",
  bedauerlicherweise: "say what is so and what to do",
  ticket: "Vorgang",
  account: "Zugang",
  url: "Adresse im Netz",
  upload: "Datei, Foto senden",
  download: "laden",
  session: "Anmeldung",
  user: "Kundin, Kunde, Mitarbeiterin",
  login: "Anmeldung",
  error: "say what happened to the work",
  fehlgeschlagen: "say what happened to the work",
  ungültig: "say what would fit",
  übermittelt: "Ihre Nachricht ist da",
  konsumieren: "nutzen",
};

interface Sentence {
  readonly at: string;
  readonly text: string;
}

/** Texts in a file: string values and the fixed parts of templates that hold at least two words. */
function textsOf(file: SourceFile, isText: (node: ts.Node) => boolean): Sentence[] {
  const texts: Sentence[] = [];
  visitNodes(file, (node, source) => {
    if (!isText(node)) return;
    const raw = ts.isTemplateExpression(node)
      ? [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(" … ")
      : ts.isStringLiteralLike(node)
        ? node.text
        : "";
    const text = raw
      .replace(/<style[\s\S]*?<\/style>/g, " ")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    if (text !== "") texts.push({ at: place(file, source, node), text });
  });
  return texts;
}

const isValue = (node: ts.Node) =>
  (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) &&
  !(ts.isPropertyAssignment(node.parent) && node.parent.name === node) &&
  !ts.isImportDeclaration(node.parent);

const germanTexts = /(^|\/)(texts[.])?de[.]ts$/;
const staff = filesBelow(["src/web"], germanTexts).flatMap((f) => textsOf(f, isValue));
const refusals = filesBelow(["src/server/platform"], /problem[.]ts$/).flatMap((f) => textsOf(f, isValue));
/** German is told from code by its words: capital and small letters, a space, an end. */
const looksGerman = ({ text }: Sentence) => /[a-zäöüß]{2,} [a-zäöüßA-ZÄÖÜ]/.test(text);
const customer = filesBelow(["src/customer", "src/server/customer-page"], /(?<![.]test|[.]contract|[.]store)[.]ts$/)
  .flatMap((f) => textsOf(f, isValue))
  .filter(looksGerman);
const reasons = filesBelow(
  ["src/server/policy", "src/server/imprint", "src/server/notices", "src/server/processors"],
  /(?<![.]test|[.]contract|[.]store)[.]ts$/,
)
  .flatMap((f) => textsOf(f, isValue))
  .filter((s) => looksGerman(s) && /[.?]$/.test(s.text) && /[A-ZÄÖÜ]/.test(s.text[0] ?? ""));

/** What the engine says is read by the team, in the app and from the command line. */
const verdicts = reasons.filter(({ at }) => at.startsWith("src/server/policy/"));

const show = (texts: readonly Sentence[]) => texts.map(({ at, text }) => `${at} ${text.slice(0, 120)}`);
/** Words of a text that stand on their own; a name in braces is a gap, no word. */
const wordsIn = (text: string) =>
  text
    .replace(/\{[^}]*\}/g, " ")
    .toLowerCase()
    .match(/[a-zäöüß]+/g) ?? [];

describe.each([
  ["the staff app", staff],
  ["refusals", refusals],
  ["the customer page", customer],
  ["reasons and papers", reasons],
] as const)("the texts of %s", (_name, texts) => {
  it("are found by this test", () => {
    expect(texts.length).toBeGreaterThan(5);
  });

  it("use none of the words we gave up", () => {
    const wrong = texts.flatMap(({ at, text }) =>
      wordsIn(text)
        .filter((word) => Object.hasOwn(bannedWords, word))
        .map((word) => `${at} "${word}" (${bannedWords[word]}): ${text.slice(0, 80)}`),
    );
    expect(wrong).toEqual([]);
  });

  it("do not shout", () => {
    expect(show(texts.filter(({ text }) => /[a-zäöüß]!(\s|$)/.test(text)))).toEqual([]);
  });

  it("say one thing in a sentence", () => {
    const long = texts.flatMap(({ at, text }) =>
      text
        .split(/[.?:;]\s|[.?:]$/)
        .filter((sentence) => sentence.split(/\s+/).filter((word) => /[a-zäöüß]/i.test(word)).length > 24)
        .map((sentence) => ({ at, text: sentence })),
    );
    expect(show(long)).toEqual([]);
  });
});

describe("what is said in the terminal", () => {
  const terminal = filesBelow(
    ["src/commands", "src/cli.ts", "src/main.ts", "src/config.ts", "src/server/backup", "src/server/platform", "bin"],
    /(?<![.]test|[.]contract|[/]problem|platform[/]http|unless-changed|sheet-text|multipart.adapter)[.]m?ts$|bin[/].*[.]mjs$/,
  )
    .flatMap((f) => textsOf(f, isValue))
    .filter(looksGerman);

  it("says Sie to whoever runs the machine, or addresses nobody", () => {
    expect(terminal.length).toBeGreaterThan(100);
    const du = /\b(du|dir|dich|dein\w*|euch|eure?\w*|müsst|könnt|habt)\b/i;
    const order =
      /(^|[.:;?] )(Nimm|Gib|Lies|Sieh|Lass|Leg|Hol|Geh|Komm|Ruf|Mach|Starte|Öffne|Prüfe?|Wähle?|Schreibe?|Setze?|Trage?|Lösche?|Schalte?|Nenne?|Warte)\b/;
    expect(show(terminal.filter(({ text }) => du.test(text) || order.test(text)))).toEqual([]);
  });
});

describe("the staff app's languages", () => {
  const keysOf = (file: string) =>
    filesBelow(["src/web/i18n"], new RegExp(`/${file}[.]ts$`)).flatMap((f) => {
      const keys: string[] = [];
      visitNodes(f, (node) => {
        if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name)) keys.push(node.name.text);
      });
      return keys;
    });

  it("say du to the team: a Sie inside a sentence is for customers", () => {
    expect(show(staff.filter(({ text }) => /[a-zäöüß,] Sie\b/.test(text)))).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(50);
    expect(show(verdicts.filter(({ text }) => /\b(Sie|Ihnen|Ihre?[mnrs]?)\b/.test(text)))).toEqual([]);
  });

  it("say a number so that it holds for one as well, or say one by itself", () => {
    const counted = /\{\w+\} (?:\p{Ll}+ )?(Vorlage(?=n)|Versuch(?=e)|Datei(?=en))/u;
    const alone = /^(?:1|Eine?) (?:\p{Ll}+ )?(Vorlage|Versuch|Datei)\b/u;
    const told = ({ at, text }: Sentence, by: RegExp) => `${at.replace(/:.*/, "")} ${by.exec(text)?.[1]}`;
    const ones = new Set(staff.filter(({ text }) => alone.test(text)).map((one) => told(one, alone)));
    expect(ones.size).toBeGreaterThan(1);
    const isMany = ({ parent }: ts.Node) => ts.isPropertyAssignment(parent) && /many.?$/.test(parent.name.getText());
    const texts = filesBelow(["src/web"], germanTexts).flatMap((f) =>
      textsOf(f, (node) => isValue(node) && !isMany(node)),
    );
    expect(show(texts.filter((one) => counted.test(one.text) && !ones.has(told(one, counted))))).toEqual([]);
  });

  it("stand in no part of src/web/ui: whoever uses it hands the words in", () => {
    const parts = filesBelow(["src/web/ui"], /[.]svelte$/);
    expect(parts.length).toBeGreaterThan(20);
    const german = parts.flatMap(({ path, text }) =>
      [
        ...text
          .replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|\/\/.*/g, "")
          .matchAll(/["'`>]([^"'`<>{}]+)["'`<]/g),
      ]
        .filter(([, words = ""]) => /[äöüß]|\b(nicht|noch|kein|fehlt|fertig|und|der|die|das|ist)\b/i.test(words))
        .map(([, words]) => `${path} ${words}`),
    );
    expect(german).toEqual([]);
  });

  it("name a day in English as English does, on the server too", () => {
    const days: string[] = [];
    const german = /\b(?:germanDay|germanMoment|dayText)\(/;
    const files = filesBelow(["src/server"], /(?<!\.test)\.ts$/).filter(({ text }) => german.test(text));
    expect(files.length).toBeGreaterThan(3);
    for (const file of files)
      visitNodes(file, (node, source) => {
        if (ts.isPropertyAssignment(node) && node.name.getText(source) === "en")
          if (german.test(node.initializer.getText(source))) days.push(place(file, source, node));
      });
    expect(days, "use englishDay").toEqual([]);
  });

  it("have the same texts", () => {
    expect(keysOf("en").sort()).toEqual(keysOf("de").sort());
  });

  it("say why a file was refused, though only the German is kept", () => {
    const kinds = ["image", "video", "audio", "voice", "document", "sticker"] as const;
    const said = [...kinds.flatMap((kind) => [damaged(kind).de, unknownKind(kind).de]), cancelled];
    const known = filesBelow(["src/web/message"], /stored-words\.ts$/)[0]?.text ?? "";
    const sentences = said.flatMap((text) => text.split(/(?<=\.) (?=[A-ZÄÖÜ])/));
    expect(sentences.filter((sentence) => !known.includes(`"${sentence}":`))).toEqual([]);
  });
});
