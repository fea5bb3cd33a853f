import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGuardedFetch, GuardedFetchError } from "../../src/server/platform/network/guarded-fetch.ts";

/** V06, after Rocket.Chat CVE-2024-39713: an address in a message made the server call itself. */

let connections = 0;
const spy = createServer((socket) => {
  connections += 1;
  socket.destroy();
});
let port = 0;

beforeAll(async () => {
  // "::" takes IPv4 as well: whichever way the loopback is written, the spy would notice.
  await new Promise<void>((done) => spy.listen(0, "::", done));
  const address = spy.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(() => spy.close());

const limits = { timeoutMs: 60_000, maxBytes: 1_000, redirects: 3 };

/** Names as an attacker's name server answers them; nothing real is asked. */
function fakeNames(answers: Readonly<Record<string, readonly string[][]>>) {
  const asked = new Map<string, number>();
  return (hostname: string, done: (error: Error | null, list: { address: string; family: number }[]) => void) => {
    const turn = asked.get(hostname) ?? 0;
    asked.set(hostname, turn + 1);
    const list = answers[hostname]?.[turn] ?? answers[hostname]?.at(-1);
    if (list === undefined) return done(new Error("ENOTFOUND"), []);
    return done(
      null,
      list.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
}

async function reasonFor(url: string, options: Parameters<typeof createGuardedFetch>[0] = {}): Promise<string> {
  try {
    await createGuardedFetch(options)(url, limits);
    return "fetched";
  } catch (error) {
    return error instanceof GuardedFetchError ? error.reason : "other";
  }
}

describe("however the loopback is written, nobody is called", () => {
  test.each([
    "127.0.0.1",
    "127.1",
    "0x7f.1",
    "0177.0.0.1",
    "2130706433",
    "0",
    "[::1]",
    "[::]",
    "[::ffff:7f00:1]",
    "[::ffff:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "169.254.169.254",
    "10.0.0.1",
    "192.168.178.1",
    "127。0。0。1",
  ])("%s", async (host) => {
    expect(await reasonFor(`https://${host}:${port}/bild.jpg`)).toBe("blocked");
    expect(await reasonFor(`http://${host}:${port}/bild.jpg`)).toBe("blocked");
    expect(connections).toBe(0);
  });

  test.each([
    "file:///etc/passwd",
    "ftp://example.org/",
    "data:text/plain,x",
    "https://name:pass@example.org/",
    "no address",
  ])("%s is no address for us", async (url) => {
    expect(await reasonFor(url)).toBe("blocked");
  });
});

describe("what a name server says is not trusted", () => {
  const lookup = fakeNames({
    "inside.example": [["127.0.0.1"]],
    "inside-v6.example": [["::1"]],
    "mixed.example": [["93.184.216.34", "127.0.0.1"]],
    "metadata.example": [["169.254.169.254"]],
  });

  test.each(["inside.example", "inside-v6.example", "mixed.example", "metadata.example", "localhost"])(
    "%s",
    async (name) => {
      const options = name === "localhost" ? {} : { lookup };
      expect(await reasonFor(`https://${name}:${port}/`, options)).toBe("blocked");
      expect(connections).toBe(0);
    },
  );

  test("the answer judged is the answer used: there is no second question to lie to", async () => {
    let questions = 0;
    const changing = (_: string, done: (error: null, list: { address: string; family: number }[]) => void) => {
      questions += 1;
      // A documentation address first would pass a naive check made before connecting; here it does not either.
      done(null, [{ address: questions === 1 ? "203.0.113.7" : "127.0.0.1", family: 4 }]);
    };
    expect(await reasonFor(`https://rebind.example:${port}/`, { lookup: changing })).toBe("blocked");
    expect(questions).toBe(1);
    expect(connections).toBe(0);
  });
});
