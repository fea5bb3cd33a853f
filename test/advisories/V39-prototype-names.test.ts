import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { serverFlags } from "../../bin/ready.mjs";
import { explainItem } from "../../src/server/channels/whatsapp/explain.ts";
import { parseWhatsApp } from "../../src/server/channels/whatsapp/parse.ts";

/** V39, after Element CVE-2022-36059: names that every object already has broke what was built from them. */

const NAMES = ["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "__defineGetter__"];

test("in the server nothing can be reached through the name of the prototype", () => {
  const program = "const o = {}; o['__proto__'].polluted = true;";
  const run = () => execFileSync(process.execPath, [...serverFlags, "-e", program], { stdio: "pipe" });
  expect(run).toThrow(/Cannot set properties of undefined/);
});

describe.each(NAMES)("%s", (name) => {
  const envelope = `"id":"wamid.1","from":"4915550100001","timestamp":"1793000000"`;
  /** What became of the message; an object of that name beside it is named, as every stranger is. */
  const read = (message: string) => {
    const items = parseWhatsApp(
      new TextEncoder().encode(
        `{"${name}":{"x":1},"entry":[{"changes":[{"field":"messages","value":{"${name}":{"x":1},"messages":[{${envelope},"${name}":{"x":1},${message}}]}}]}]}`,
      ),
    );
    expect(items.at(-1)).toMatchObject({ kind: "unreadable", label: `messages.${name}` });
    return items.slice(0, -1);
  };

  test("as a text is a text", () => {
    expect(read(`"type":"text","text":{"body":"${name}","${name}":{"x":1}}`)).toMatchObject([
      { kind: "message", content: { type: "text", text: name } },
    ]);
  });

  test("as a reaction is a reaction", () => {
    expect(read(`"type":"reaction","reaction":{"message_id":"wamid.0","emoji":"${name}"}`)).toMatchObject([
      { kind: "reaction", emoji: name },
    ]);
  });

  test("as a field of a form is one of its lines", () => {
    const answers = JSON.stringify(`{"${name}":"ja"}`);
    const message = `"type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"response_json":${answers}}}`;
    expect(read(message)).toMatchObject([{ content: { lines: [`${name}: ja`] } }]);
  });

  test("as a type, a status and a field is kept under its name", () => {
    expect(read(`"type":"${name}"`)).toMatchObject([{ kind: "unreadable", label: `message.${name}` }]);
    const news = `{"entry":[{"changes":[{"field":"${name}","value":{"event":"${name}"}}]}]}`;
    const [item] = parseWhatsApp(new TextEncoder().encode(news));
    expect(item).toMatchObject({ kind: "account", label: name, details: [`Ereignis: ${name}`] });
    expect(item && explainItem(item).kind).toBe(name);
  });

  test("leaves every other object as it was", () => {
    read(`"type":"text","text":{"body":"x"}`);
    expect(Reflect.get({}, "x")).toBeUndefined();
  });
});
