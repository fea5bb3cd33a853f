import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { actionCover } from "../../generate/action-cover.ts";
import { coveredElsewhere } from "../../generate/rule-cover.ts";
import { ruleRows } from "../../generate/rules-table.ts";
import { allRules } from "../../src/server/policy/rule-book.ts";
import { ruleIds } from "../../src/server/policy/verdict.ts";
import { filesBelow } from "./source-files.ts";

const read = (path: string): string => readFileSync(path, "utf8");

describe("the rules of the catalogue", () => {
  const rows = ruleRows(".");

  it("are all there, each kept by a file and proven by a test", () => {
    // 92 of the topics and the two base permissions
    expect(ruleIds.length).toBe(94);
    expect(rows.filter(({ file, test }) => !existsSync(file ?? "") || !existsSync(test ?? ""))).toEqual([]);
  });

  it("are decided by the engine or covered elsewhere, never both and never neither", () => {
    const decided = new Set(allRules.map(({ id }) => id));
    expect(ruleIds.filter((id) => decided.has(id) === (coveredElsewhere[id] !== undefined))).toEqual([]);
  });

  it("name a test that says so", () => {
    const silent = Object.entries(coveredElsewhere).filter(([, { test, says }]) => !read(test).includes(says));
    expect(silent).toEqual([]);
  });
});

describe("the actions of the catalogue", () => {
  it("are each asked in a file that names them, and proven by a test that says so", () => {
    const wrong = Object.entries(actionCover).filter(
      ([action, { file, test, says, leftOut }]) =>
        !existsSync(file) || !read(test).includes(says) || (!leftOut && !read(file).includes(`"${action}"`)),
    );
    expect(wrong.map(([action]) => action)).toEqual([]);
  });
});

describe("what the house leaves out", () => {
  it("sends no mail to a customer and shows no photo to anybody outside (EM-1, EM-2, PH-4)", () => {
    // The relay writes to the business itself: what changed on the Ampel, and that somebody asks for a look.
    const mailing = filesBelow(["src/server"], /(?<![.]test)[.]ts$/).filter(({ text }) =>
      /mail[.]adapter[.]ts/.test(text),
    );
    expect(mailing.map(({ path }) => path.replace("src/server/", "")).sort()).toEqual([
      "ampel/mail-ampel.action.ts",
      "ampel/mail-ampel.job.ts",
      "insight/mail-insight.action.ts",
      "insight/mail-insight.job.ts",
    ]);
    // A photo of a job is shown to its customer, to people of the business and to a guest of the project.
    const showing = filesBelow(["src/server"], /[.]routes[.]ts$/).filter(({ text }) =>
      /referenz|gallery|galerie|portfolio|instagram|facebook[.]com/i.test(text),
    );
    expect(showing.map(({ path }) => path)).toEqual([]);
  });

  it("tells the owner what no program can do for him", () => {
    const manual = read("docs/handbuch.md");
    const owed = Object.entries(coveredElsewhere).filter(([, { by }]) => by === "Handbuch");
    expect(owed.filter(([id]) => !manual.includes(`(${id})`)).map(([id]) => id)).toEqual([]);
  });

  it("keeps no content on a device: the worker stores the shell, and no app asks for contacts (DV-2)", () => {
    const worker = read("src/web/service-worker.ts");
    expect(worker).toMatch(/answers of \/api, pictures and the customer page pass by untouched/);
    expect(worker).not.toMatch(/indexedDB|localStorage/);
    const asking = filesBelow(["src/web", "src/customer"], /[.](ts|svelte)$/).filter(({ text }) =>
      /navigator[.]contacts|ContactsManager/.test(text),
    );
    expect(asking.map(({ path }) => path)).toEqual([]);
  });

  it("takes no mail in, so none is put to a contact by mistake (EM-5)", () => {
    const open = readdirSync("src/server/channels", { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(open.map(({ name }) => name).sort()).toEqual(["webchat", "whatsapp"]);
    expect(read("package.json")).not.toMatch(/imapflow|mailparser/);
  });

  it("says before a template leaves that Meta charges for it (WA-4)", () => {
    expect(read("src/web/i18n/de.ts")).toMatch(/"template\.cost": ".*Meta.*"/);
    expect(read("src/web/conversation/TemplateForm.svelte")).toContain('t("template.cost")');
  });

  it("has no machine that writes texts (WA-12, AI-1)", () => {
    expect(read("package.json")).not.toMatch(/openai|anthropic|langchain|mistral|ollama|transformers|llama/i);
  });

  it("closes no contract on the firm's page, so it needs no button to withdraw (CT-2)", () => {
    const pages = filesBelow(["src/customer", "src/server/customer-page"], /(?<![.]test)[.]ts$/);
    const selling = pages.filter(({ text }) =>
      /kostenpflichtig|zahlungspflichtig|Angebot annehmen|jetzt kaufen/i.test(text),
    );
    expect(selling.map(({ path }) => path)).toEqual([]);
  });
});
