import { expect, test } from "vitest";
import { hostMistake } from "./host-name.ts";

test.each(["https://kern.example", "Kern.example", "kern.example:443", "kern_haus.example", ""])(
  "%j is more or less than the letters of a host",
  (host) => expect(hostMistake(host)).toMatch(/^nur Kleinbuchstaben/),
);

test.each(["kern..example", "kern-.example", "-kern.example", ".kern.example", `${"a".repeat(64)}.example`])(
  "%j is not made of parts with a dot between",
  (host) => expect(hostMistake(host)).toMatch(/^ein Name aus Teilen/),
);

test("an address in numbers is no host: nobody could sign in there", () =>
  expect(hostMistake("10.0.0.5")).toMatch(/^ein Name/));

test.each(["kern.example", "kern-haus.example", "localhost"])("%s is a host", (host) =>
  expect(hostMistake(host)).toBeUndefined(),
);
