import { describe, expect, test } from "vitest";
import { CustomerForm } from "../../contract/customer.ts";
import { checkFirst, checkReply, claimLines } from "./check-form.ts";
import { linked, talkMessages } from "./message-view.ts";

const form = (given: object) =>
  CustomerForm.parse({ formKey: "x".repeat(22), text: "Rohr tropft", name: "Helga", reach: "0371 1234", ...given });
const fields = (given: object, files = 0) => checkFirst(form(given), files).map((one) => one.field);

describe("what a customer fills in", () => {
  test.each(["0371 1234", "+49 (0)371/1234-0", "helga@example.org", " 0171.1234567 "])("%s is a way back", (reach) => {
    expect(fields({ reach })).toEqual([]);
  });
  test("a number copied from an address book or a web page is a way back, and so is what a phone makes of its hyphen", () => {
    expect(claimLines(form({ reach: "\u202a+49\u00a0371\u20111234\u202c", name: "\u202eegleH" }))).toEqual([
      "Name: egleH",
      "Telefon: +49 371\u20111234",
    ]);
    expect(fields({ reach: "0371–1234" })).toEqual([]);
  });

  test.each(["", "ruf an", "123", "helga@", "@example.org", "<script>"])("%j is none", (reach) => {
    expect(fields({ reach })).toEqual(["reach"]);
  });

  test("a photo alone is enough to say what is wrong, and so is one that is still under way", () => {
    expect(fields({ text: " " })).toEqual(["text"]);
    expect(fields({ text: "\u200b\u3164", name: "\u2060" })).toEqual(["text", "name"]);
    expect(fields({ text: " " }, 1)).toEqual([]);
    expect(checkReply(form({ text: "", announced: 2 }), 0)).toEqual([]);
  });

  test("a line end counts as one letter, as in the field, though browsers send two", () => {
    const text = "Rohr\r\n".repeat(1_000);
    expect(form({ text: `${text}\r` }).text).toBe(`${"Rohr\n".repeat(1_000)}\n`);
    expect(fields({ text })).toEqual([]);
  });

  test("claims are lines, and only those that were made", () => {
    expect(claimLines(form({ topic: "Bad", reach: "helga@example.org" }))).toEqual([
      "Thema: Bad",
      "Name: Helga",
      "E-Mail: helga@example.org",
    ]);
    expect(claimLines(form({ name: "", reach: "" }))).toEqual([]);
  });
});

describe("links in the firm's words", () => {
  test("can be opened, without the full stop behind them", () => {
    expect(linked("Mehr: https://demo.example/datenschutz.").text).toBe(
      'Mehr: <a href="https://demo.example/datenschutz" rel="noopener noreferrer">demo.example/datenschutz</a>.',
    );
  });

  test.each(['https://a.example/"onmouseover="x', "javascript:alert(1)", "<a href=x>", "https://a.example/<b>"])(
    "%s breaks out of nothing",
    (text) => {
      expect(linked(text).text).not.toMatch(/<b>|"onmouseover|href="javascript|<a href=x/);
    },
  );
});

test("in the hour that comes twice the talk says which of the two a message is from", () => {
  const at = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z"].map((text) => new Date(text));
  const items = at.map((moment, n) => ({
    ...{ id: `${n}`, position: n, at: moment, from: "firm", automatic: false, edited: false },
    ...{ content: null, attachments: [], announced: null },
  }));
  const texts = {
    slug: "web",
    firm: "Brandt",
    number: 1,
    timeZone: "Europe/Berlin",
    now: new Date("2026-10-25T09:00Z"),
  };
  const { text } = talkMessages({ items: items as never, more: false }, texts);
  expect(text.match(/um [^<]+/g)).toEqual(["um 02:30 MESZ", "um 02:30 MEZ", "um 03:00"]);
});
