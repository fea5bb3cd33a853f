import ts from "typescript";
import { describe, expect, it } from "vitest";
import { filesBelow, filesWith, linesMatching, place, visitNodes } from "./source-files.ts";

/**
 * Time and chance are handed in (deps.clock, deps.ids), so that a test can turn the clock and repeat a run.
 * platform/ is where both come from. A browser has one clock and no transaction to share it with: there it is allowed
 * in the files named here, each of which shows time to a person or measures a wait.
 */
const inTheBrowser: Readonly<Record<string, string>> = {
  "src/web/state/clock.svelte.ts": "the app's own clock, which every shown time follows",
  "src/web/device-key.ts": "a proof of this device says when it was made, corrected by the server's time",
  "src/web/access/keep-proved.ts": "renews the proof of this device before it runs out",
  "src/web/setup/papers/Checklist.svelte": "writes today's date beside a check",
  "src/web/state/presence.svelte.ts": "tells at most every few seconds that somebody writes",
  "src/web/offline/begun-files.ts": "an id of a file chosen on this device",
  "src/web/offline/own-tab.ts": "an id of this window",
  "src/web/offline/begun-words.ts": "since when words lie here that no window came back to",
  "src/web/offline/outbox.svelte.ts":
    "what goes out gets its own number and time before the server knows it (no doubles)",
  "src/web/offline/own-moment.ts": "what is added within a millisecond keeps its order",
  "src/web/offline/vault.ts": "the key of the store is lent until a moment (DV-2)",
  "src/web/kept/open-store.ts": "asks for the key of the store again every ten minutes",
  "src/web/offline/prefetch.ts": "a copy says of when it is",
  "src/web/state/rooms.svelte.ts": "a copy says of when it is",
  "src/web/camera/shots.ts": "a photo gets a number of its own before the server knows it (no doubles)",
  "src/web/state/uploads.svelte.ts": "a file on its way gets a number of its own",
  "src/web/client-id.ts": "what is sent gets a number of its own, so that a repeat is no second one",
  "src/web/state/actions.ts": "words for how far off a reminder is",
  "src/customer/on-its-way.ts": "forgets after a day what was sent and never arrived (WC-2)",
  "src/customer/remembered.ts": "forgets a way back that has run out",
  "src/web/state/toasts.svelte.ts": "how long what was said has stood there",
  "src/web/state/undo-send.ts": "the seconds left to take a message back",
  "src/web/voice/recorder.svelte.ts": "how long somebody has been speaking",
  "src/web/roster/duty/Alarm.svelte": "the seconds until the next one is called",
  "src/web/insight/ReadTalk.svelte": "the second at which an officer's look ends",
  "src/web/projects/project-copies.ts": "how old a copy is, and which jobs come next",
  "src/web/projects/project-queue.ts": "when a photo was taken, and how long a word to the customer stays true",
  "src/web/insight/insights.svelte.ts": "how far this device's clock is from the server's",
};

const files = filesWith(
  filesBelow(["src"], /[.](ts|svelte)$/).filter(
    (f) => !/[.](test|contract)[.]ts$/.test(f.path) && !f.path.startsWith("src/server/platform/"),
  ),
  /\bnew\b[^;(]*\bDate\b|Date[.]now|Math[.]random|performance[.]now|randomUUID|Temporal[.]Now/,
);

/**
 * What a node reaches for: "Date.now", "new Date()", or nothing of interest.
 * @param strict also `new Date(value)`, which the server leaves to platform/instant.ts
 */
function sourceOfTime(node: ts.Node, strict: boolean): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === "Date") {
    return strict || (node.arguments ?? []).length === 0 ? "new Date(" : undefined;
  }
  if (!ts.isPropertyAccessExpression(node)) {
    const imported = ts.isIdentifier(node) && node.text === "randomUUID" && !ts.isPropertyAccessExpression(node.parent);
    return imported ? "randomUUID" : undefined;
  }
  const text = node.getText();
  return ["Date.now", "Math.random", "performance.now", "crypto.randomUUID", "Temporal.Now"].find((t) => t === text);
}

function findings(prefix: RegExp, strict: boolean): string[] {
  const found: string[] = [];
  for (const file of files.filter((f) => prefix.test(f.path)))
    visitNodes(file, (node, source) => {
      const what = sourceOfTime(node, strict);
      if (what !== undefined) found.push(`${place(file, source, node)} ${what}`);
    });
  return found;
}

describe("time and chance", () => {
  it("come from platform/ alone on the server", () => {
    expect(findings(/^src\/(server\/|contract\/|[^/]+[.]ts$)/, true)).toEqual([]);
  });

  it("are read in the browser only where a person is shown the time or a wait is measured", () => {
    const found = findings(/^src\/(web|customer)\//, false);
    expect(found.filter((line) => inTheBrowser[line.split(":")[0] ?? ""] === undefined)).toEqual([]);
    const used = new Set(found.map((line) => line.split(":")[0]));
    expect(Object.keys(inTheBrowser).filter((path) => !used.has(path))).toEqual([]);
  });

  it("are written in the language of the screen: no day is turned around by hand into the German order", () => {
    expect(linesMatching(filesBelow(["src/web"], /[.](ts|svelte)$/), /reverse\(\)[.]join\("[.]"\)/)).toEqual([]);
  });

  it("are not slept through in a test: it waits for the thing", () => {
    const tests = filesBelow(["src", "test", "simulator"], /[.](test|story)[.]ts$/);
    const sleep = /setTimeout\(\s*(resolve|done|r|ok)\s*,\s*[1-9]\d+\s*\)/;
    expect(linesMatching(tests, sleep)).toEqual([]);
  });

  it("go on in a story's page from where the house's clock stands: taken in hand, it leaps to no day of the run", () => {
    const ofHouse = filesWith(filesBelow(["test/browser"], /[.]story[.]ts$/), /\bopenStaffApp\b/);
    expect(ofHouse).not.toEqual([]);
    expect(linesMatching(ofHouse, /clock[.]install\(\s*\)|clock[.]\w+\([^)]*\bDate\b/)).toEqual([]);
  });
});
