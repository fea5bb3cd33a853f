import { expect, it } from "vitest";
import { filesBelow } from "./source-files.ts";

/** An empty field right above it explains itself. */
const explained: Readonly<Record<string, string>> = {
  "src/web/rooms/composer/RoomBar.svelte": "nothing is written",
  "src/web/conversation/ComposerBar.svelte": "nothing is written, or the line above says why it does not go",
  "src/web/projects/FromConversation.svelte: header.make-project": "for the moment in which it is looked up",
};

it("has no button that is grey without a word: one can press it, and the field says what is missing (hold-back.ts)", () => {
  const grey = filesBelow(["src/web"], /[.]svelte$/).flatMap(({ path, text }) =>
    [...text.matchAll(/<Button\b((?:[^>{]|=>|\{(?:[^{}]|\{[^}]*\})*\})*)>\s*(?:\{t\("([^"]+)"\))?/g)]
      .filter(([, attributes = ""]) => /\bdisabled=\{(?!(?:\w+\.)?busy\b)/.test(attributes))
      .map(([, attributes = "", words]) => {
        const name = words ?? /label=\{t\("([^"]+)"/.exec(attributes)?.[1];
        return name === undefined ? path : `${path}: ${name}`;
      }),
  );
  expect(grey.filter((one) => !(one in explained))).toEqual([]);
  expect(Object.keys(explained).filter((one) => !grey.includes(one))).toEqual([]);
});

it("has no dialog with nothing but the next step in its foot: who has read it may also leave it there", () => {
  const oneWay = filesBelow(["src/web"], /[.]svelte$/).flatMap(({ path, text }) =>
    [...text.matchAll(/<Dialog\b.*?<\/Dialog>/gs)]
      .map(([dialog]) => /\{#snippet actions\(\)\}(.*?)\{\/snippet\}/s.exec(dialog)?.[1] ?? "")
      .filter((foot) => foot.includes('kind="primary"') && foot.split("<Button").length === 2)
      .map(() => path),
  );
  expect(oneWay).toEqual([]);
});

it("has no box that answers its own tick: false would set it again (ui/Checkbox.svelte); such a one is bound", () => {
  const stuck = filesBelow(["src/web"], /[.]svelte$/).flatMap(({ path, text }) =>
    [...text.matchAll(/<Checkbox\b[^>]*?onchange=\{\(?\w+\)? => \(\w+ = \w+\)\}/g)].map(() => path),
  );
  expect(stuck).toEqual([]);
});

/** What was pressed has its own button; the two lists load more when one scrolls, and a link is opened once more. */
const notFetchedAtFirst = ["VersionBanner", "access/DemoSignIn", "consent/NewsItem", "message/MessageList"];

it("tries again what could not be fetched: a screen that says so and no more is left by loading the app anew only", () => {
  const fetches = /\.look\(|onMount\(\(\) => (\{\s*)?void (run|load|\w+\.load)\(/;
  const stuck = filesBelow(["src/web"], /[.]svelte$/)
    .filter(({ text }) => fetches.test(text) && !/<(Failed|Again|LoadFailed)\b[^>]*?\b(on)?again\b/s.test(text))
    .map(({ path }) => path.replace(/^src\/web\/(.*)[.]svelte$/, "$1"));
  expect(stuck).toEqual(notFetchedAtFirst);
});

it("keeps in a look only what `take` is given: what is put on the screen while it is asked may stand over a newer answer", () => {
  const unasked = filesBelow(["src/web"], /(?<![.]test)[.](svelte|ts)$/).flatMap(({ path, text }) =>
    [...text.matchAll(/^( *)(?! )[^\n]*[.]look\(async \(\) => \{\n(.*?)\n\1\}/gms)]
      .flatMap(([, , body = ""]) => body.split("\n"))
      .filter((line) => /^ *(?!const |let )[[({]?[\w.#]+.* = /.test(line) && !line.includes(".takes("))
      .map((line) => `${path}: ${line.trim()}`)
      // What was named before stands elsewhere and is not seen here.
      .concat([...text.matchAll(/\berrand[.]look\(\w+\)/g)].map(([line]) => `${path}: ${line}`)),
  );
  expect(unasked).toEqual([]);
});

/** Whose session is over, or begins, is nowhere yet. */
const goesAnyway = ["src/web/access/arrive.ts", "src/web/access/session-over.ts", "src/web/who-hears.ts"];

it("leads nobody away by an answer that comes late: whoever waited for one goes on by `fromHere` (router.ts)", () => {
  const leads = filesBelow(["src/web"], /(?<![.]test)[.](svelte|ts)$/).flatMap(({ path, text }) =>
    text
      .split(path.endsWith(".ts") ? /\n(?=\S)/ : /\n {2}(?=\S)/)
      .filter((part) => /\bawait\b.*\bnavigate\(|[.](then|look|run)\((?!\)).*\bnavigate\(/s.test(part))
      .map(() => path),
  );
  expect(leads.toSorted()).toEqual(goesAnyway);
});

it("fetches what it shows by a look, not as if it were pressed: another thing pressed meanwhile would not be done, or be overwritten", () => {
  const pressed = filesBelow(["src/web"], /[.]svelte$/)
    .filter(({ text }) => /\brun\(\s*(?:"[^"]*",\s*|\w+,\s*)?(?:\(\) => )?(?:api\.get\b|load\b(?!\())/.test(text))
    .map(({ path }) => path);
  expect(pressed).toEqual([]);
});

it("puts parts side by side where the letters have room for it, not where so many pixels are: a rotated phone in large letters", () => {
  const inPixels = filesBelow(["src/web"], /[.](svelte|css)$/).flatMap(({ path, text }) =>
    [...text.matchAll(/@media[^{]*?(?:min|max)-width: (\d+)px/g)]
      .filter(([, px]) => Number(px) >= 720)
      .map(([query]) => `${path}: ${query}`),
  );
  expect(inPixels).toEqual([]);
});
