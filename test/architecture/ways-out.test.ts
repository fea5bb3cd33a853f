import { expect, it } from "vitest";
import { waysOut } from "../../src/server/records/connections.ts";
import { filesBelow } from "./source-files.ts";

/**
 * D11: a data protection officer reads in one paper whom the server calls. It is made of `waysOut`; each place in the code
 * that calls somebody stands here with the line of the paper that tells of it. What calls nobody outside has none.
 */
type Way = keyof typeof waysOut | "nobody outside";

const opens: Readonly<Record<string, Way>> = {
  // Only listens, or asks the server beside it over a socket.
  "src/server/platform/files/data-folder.ts": "nobody outside",
  "src/server/platform/network/free-door.adapter.ts": "nobody outside",
  "src/server/platform/postgres/postgres-places.ts": "nobody outside",
  "src/server/platform/http/body-time.ts": "nobody outside",
  "src/server/platform/http/client-address.ts": "nobody outside",
  "src/server/members/staff-scope.routes.ts": "nobody outside",
  // A form, sent by `graph.adapter.ts`.
  "src/server/channels/whatsapp/send.adapter.ts": "messages",
  "src/server/platform/network/mail.adapter.ts": "mail",
  // Where all the calls below lead.
  "src/server/platform/network/guarded-fetch.ts": "messages",
  ...Object.fromEntries(
    [
      ...["backup/dump.store", "backup/load.store", "platform/db", "platform/db/pipeline", "platform/migrate"],
      ...["platform/postgres", "platform/postgres/lent-by-turns", "platform/postgres/plain-role"],
      ...["platform/postgres/scratch-database", "platform/wake"],
    ].map((file) => [`src/server/${file}.ts`, "database" as const]),
  ),
};

const calls: Readonly<Record<string, Way>> = {
  "src/server/channels/whatsapp/graph.adapter.ts": "messages",
  "src/server/channels/whatsapp/media.adapter.ts": "files",
  "src/server/push/push-service.adapter.ts": "push",
  "src/server/imprint/check-imprint.action.ts": "imprint",
  // Hands on the calls of the others.
  "src/server/platform/network/outside-clock.ts": "nobody outside",
  // Only tells the simulator beside the demo where the demo is.
  "src/demo.ts": "nobody outside",
};

const code = filesBelow(["src"], /^src\/(?!web\/|customer\/).*(?<!test|contract)[.]ts$/);
const found = (pattern: RegExp) => code.flatMap(({ path, text }) => (pattern.test(text) ? [path] : [])).sort();

it("whoever opens a connection has a line in the paper on connections (D11)", () => {
  const modules = "undici|pg|nodemailer|ws|node:(?:net|tls|http|https|http2|dns|dgram)(?:/promises)?";
  const opening = new RegExp(`^import (?!type )[^;]*from "(?:${modules})"|import\\("(?:${modules})"\\)`, "m");
  const typesOnly = /^import \{ (type \w+,? )+\} from "node:(net|http|dns)"/m;
  const openers = found(opening).filter((path) => !typesOnly.test(code.find((one) => one.path === path)?.text ?? ""));
  expect(openers).toEqual(Object.keys(opens).sort());
  const callers = found(/(?<![\w.]|function )(?:means[.])?(?:fetch|guardedFetch)\((?!\))/);
  expect(callers).toEqual(Object.keys(calls).sort());
});

it("each line of the paper is about code there is", () => {
  const told = new Set([...Object.values(opens), ...Object.values(calls)]);
  expect([...told].filter((way) => way !== "nobody outside").sort()).toEqual(Object.keys(waysOut).sort());
});
