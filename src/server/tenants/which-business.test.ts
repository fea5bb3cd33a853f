import { expect, test } from "vitest";
import { hostlessNow, whichBusiness } from "./which-business.ts";

const business = (name: string, host: string | null = null) => ({ name, host, tenantId: `id of ${host}` });
const sixty = Array.from({ length: 60 }, (_, i) => business(`Betrieb ${i + 1}`, `b${i + 1}.example`));

test("a name that is none is answered with those that may be meant, and sixty are not listed in a sentence", () => {
  const none = "Einen Betrieb mit diesem Namen gibt es nicht.";
  const few = [business("Dachdeckerei Kern", "kern.example"), business("")];
  expect(whichBusiness(few, "Brandt")).toBe(
    `${none} Hier gibt es: „Dachdeckerei Kern“ (kern.example), „“, noch ohne Namen (ohne eigenen Host).`,
  );
  expect(whichBusiness([...sixty, ...few], "kern")).toBe(
    `${none} Gemeint ist vielleicht: „Dachdeckerei Kern“ (kern.example).`,
  );
  for (const typed of ["Brandt", "betrieb", ""])
    expect(whichBusiness(sixty, typed)).toBe(`${none} Alle 60 nennt \`werkbote tenant list\`.`);
  expect(whichBusiness([...sixty, business("Kern", "a.example"), business("Kern", "b.example")], "Kern")).toBe(
    "Mehrere Betriebe heißen so. Hier gibt es: „Kern“ (a.example), „Kern“ (b.example). " +
      "Statt des Namens geht auch der Host, oder die Kennung aus `werkbote tenant list --json`.",
  );
});

test("of two of the same name, which a business gives itself, each is found by its host or its id", () => {
  const [one, other] = [business("Kern", "a.example"), business("Kern")];
  const three = [one, other, business("a.test", "c.example")];
  expect(whichBusiness(three, "Kern")).toContain("Mehrere Betriebe heißen so.");
  expect(["a.example", "id of null", "a.test"].map((typed) => whichBusiness(three, typed))).toEqual([
    one,
    other,
    three[2],
  ]);
  // Who calls themselves as another one's address is called is not taken for it.
  expect(whichBusiness([one, business("a.example", "b.example")], "a.example")).toContain("Mehrere Betriebe");
});

test("the one without a host is called by its name, or by its having none yet", () => {
  expect(hostlessNow("Kern", "https://post.example")).toBe(
    "Ohne eigenen Host ist „Kern“ nur noch unter https://post.example erreichbar; " +
      'einen anderen gibt ihm: werkbote tenant host "Kern" HOST',
  );
  expect(hostlessNow("", "https://post.example")).toContain("ist der Betrieb ohne Namen nur noch unter");
});
