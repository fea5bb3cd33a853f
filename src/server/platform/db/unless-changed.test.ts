import { expect, test } from "vitest";
import { Problem } from "../problem.ts";
import { unlessChanged } from "./unless-changed.ts";

test.each([
  ["a name that was stored with signs nobody sees", "Müller", "Mül\u200bler", true],
  ["a list with one, of a form from before fields left them out", ["A", "B"], ["A\u00ad", "B"], true],
  ["a record with one", { what: "Ordner weg" }, { what: "Ordner\r\nweg " }, true],
  ["another name", "Müller", "Möller", false],
  ["another day", new Date(0), new Date(1), false],
])("%s is a conflict only if somebody changed it", (_, was, now, fine) => {
  const save = () => unlessChanged<unknown>(was, now, "wanted");
  if (fine) expect(save).not.toThrow();
  else expect(save).toThrow(Problem);
});
