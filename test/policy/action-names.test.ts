import { expect, test } from "vitest";
import { actions } from "../../src/server/policy/facts.ts";
import { de } from "../../src/web/proof/texts.de.ts";
import { en } from "../../src/web/proof/texts.en.ts";

test.each(actions)("%s has a name people read, in both languages", (action) => {
  for (const texts of [de, en]) expect(Reflect.get(texts, `action.${action}`)).toEqual(expect.stringMatching(/\S/));
});
