import { describe, expect, test } from "vitest";
import { linkify, withNames } from "./linkify.ts";

const links = (text: string) => linkify(text).filter((part) => part.kind === "link");

describe("Links in einer Nachricht", () => {
  test("an address becomes a link and the full stop behind it does not", () => {
    expect(links("Siehe https://vaillant.example/hilfe.")).toMatchObject([
      { href: "https://vaillant.example/hilfe", host: "vaillant.example", odd: false },
    ]);
  });

  test("a bracket that was opened in the address belongs to it, one around it does not", () => {
    const address = "https://wiki.example/Kessel_(Heizung)";
    for (const text of [address, `(siehe ${address}).`, `Stimmt ${address}?)`])
      expect(links(text)).toMatchObject([{ href: address }]);
  });

  test("a script is never a link", () => {
    expect(links("javascript:alert(1) data:text/html,x")).toEqual([]);
  });

  test("letters that pass for others are marked (U50)", () => {
    expect(links("https://xn--paypl-7ve.example/login")[0]?.odd).toBe(true);
    expect(links("https://pаypal.example/login")[0]?.odd).toBe(true);
  });

  test("signs that turn the direction of reading, before it or inside, do not let it pass for another (U50)", () => {
    for (const text of ["\u202ehttps://boese.example/ed.essakraps//:sptth", "https://boese.example/\u2067ed.essakraps"])
      expect(links(text)).toMatchObject([{ host: "boese.example", odd: true }]);
  });

  test("a name in front of an @ does not hide the real host", () => {
    expect(links("https://sparkasse.de@boese.example/")[0]).toMatchObject({ host: "boese.example", odd: true });
  });

  test("a browser reads a backslash as a slash, so the host ends before it", () => {
    expect(links("https://boese.example\\@sparkasse.de/")[0]).toMatchObject({ host: "boese.example", odd: true });
  });

  test("nothing of the text is lost", () => {
    const text = "a https://x.example/1, b https://y.example c";
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});

describe("names in a text", () => {
  const named = (text: string, names: string[]) =>
    withNames(linkify(text), names)
      .filter((part) => part.kind === "name")
      .map((part) => part.text);

  test("are found with their @, the longest name first, and nothing is lost around them", () => {
    const text = "@Uwe und @Uwe Lindner, bitte";
    expect(named(text, ["Uwe", "Uwe Lindner"])).toEqual(["@Uwe", "@Uwe Lindner"]);
    expect(
      withNames(linkify(text), ["Uwe", "Uwe Lindner"])
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });

  test("of people who were not called stay plain", () => {
    expect(named("@Tarik kommt", ["Leonie"])).toEqual([]);
  });
});
