import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { actions } from "../src/server/policy/facts.ts";
import { ruleNote } from "../src/server/policy/rule-notes.ts";
import { ruleTitle } from "../src/server/policy/rule-titles.ts";
import { type RuleId, ruleIds } from "../src/server/policy/verdict.ts";
import { actionCover } from "./action-cover.ts";
import { coveredElsewhere } from "./rule-cover.ts";

export interface RuleRow {
  readonly id: RuleId;
  /** How it is kept, the file that keeps it, the test that proves it. */
  readonly by: string;
  readonly file: string | undefined;
  readonly test: string | undefined;
}

const rulesDir = "src/server/policy/rules";

/** Where each rule of the catalogue is kept and tested, found in the sources themselves. */
export function ruleRows(root: string): RuleRow[] {
  const files = readdirSync(join(root, rulesDir)).map((name) => ({
    path: `${rulesDir}/${name}`,
    text: readFileSync(join(root, rulesDir, name), "utf8"),
  }));
  const isTest = ({ path }: { path: string }): boolean => path.endsWith(".test.ts");
  return ruleIds.map((id) => {
    const rule = files.find((file) => !isTest(file) && file.text.includes(`id: "${id}"`));
    const cover = coveredElsewhere[id];
    if (rule === undefined) return { id, by: cover?.by ?? "", file: cover?.file, test: cover?.test };
    return { id, by: "Prüfung jeder Nachricht", file: rule.path, test: testOf(id, rule.path, files.filter(isTest)) };
  });
}

/** The test beside the rule if it names the rule, else the first that does. */
function testOf(id: RuleId, rule: string, tests: readonly { path: string; text: string }[]): string | undefined {
  const naming = tests.filter(({ text }) => text.includes(`"${id}"`));
  return (naming.find(({ path }) => path === rule.replace(".ts", ".test.ts")) ?? naming[0])?.path;
}

/** docs/rules.md: every rule, what it means, and where it is kept. */
export function rulesTable(root: string): string {
  const lines = ruleRows(root).map(({ id, by, file, test }) => {
    const { titleDe, article } = ruleTitle(id);
    const kept = by === "Prüfung jeder Nachricht" ? "evaluate" : by;
    return `| ${id} | ${titleDe} | ${ruleNote(id)} | ${article} | ${kept} | \`${file ?? ""}\` | \`${test ?? ""}\` |`;
  });
  return [
    "# Regeln",
    "",
    "Erzeugt mit `npm run generate`; nicht von Hand ändern. Jede Regel wird von `evaluate` entschieden oder steht mit",
    "Datei und Test da, die sie sonst einhalten. `generate/rule-cover.ts` nennt diese.",
    "",
    "| Regel | Titel | Was die Software tut | Grundlage | Entschieden von | Datei | Test |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...lines,
    "",
    "# Vorgänge",
    "",
    "Jeder Vorgang des Katalogs geht durch `evaluate`, und die Entscheidung wird gespeichert. Was es im Haus nicht gibt,",
    "steht ohne Datei da, mit dem Test, der es zeigt. `generate/action-cover.ts` nennt beides.",
    "",
    "| Vorgang | Gefragt in | Test |",
    "| --- | --- | --- |",
    ...actions.map((action) => {
      const { file, test, leftOut } = actionCover[action];
      return `| ${action} | ${leftOut ? "gibt es nicht" : `\`${file}\``} | \`${test}\` |`;
    }),
    "",
  ].join("\n");
}
