import { describe, expect, test } from "vitest";
import { demoBusiness, demoImprint } from "../demo/demo-business.ts";
import { checkSentence } from "./check-sentences.ts";
import { judgeAnswer } from "./judge-answer.ts";

const business = { ...demoBusiness, name: "Prüf & Sohn GmbH" };
const page = `<title>Impressum</title><h1>Impressum</h1><p>Pr&uuml;f &amp; Sohn GmbH<br>Beispielweg 12, 09111 Chemnitz</p>
  <p>Vertreten durch: Jörg Brandt. Amtsgericht Chemnitz, HRB&nbsp;00000. USt-IdNr. DE 000 000 003</p>`;
const answer = {
  url: "https://www.pruef.example/impressum",
  finalUrl: "https://pruef.example/impressum/",
  httpStatus: 200,
  text: page,
};

describe("the fetched page is read as a customer would", () => {
  test.each<[string, Partial<typeof answer>, string]>([
    ["everything there", {}, "ok"],
    ["redirected to another host", { finalUrl: "https://facebook.example/impressum" }, "moved"],
    ["redirected to plain http", { finalUrl: "http://pruef.example/impressum" }, "moved"],
    ["not found", { httpStatus: 404 }, "not_found"],
    ["server out of order", { httpStatus: 503 }, "not_found"],
    ["for members only", { httpStatus: 401 }, "wall"],
    ["sent on to the sign-in", { finalUrl: "https://pruef.example/wp-login.php" }, "wall"],
    ["a password field instead of the page", { text: '<h1>Impressum</h1><input type="password">' }, "wall"],
    ["nothing but a consent wall", { text: "<p>Cookies akzeptieren</p>" }, "no_imprint"],
    [
      "sent on to the front page, which only links to it",
      { finalUrl: "https://pruef.example/", text: `<title>Start</title>${page.slice(48)}<a>Impressum</a>` },
      "no_imprint",
    ],
    ["somebody else's Impressum", { text: "<h1>Impressum</h1><p>Andere GmbH</p>" }, "no_name"],
    ["an old address", { text: page.replace("Beispielweg 12", "Altweg 3") }, "lacks"],
    ["no register number", { text: page.replace("HRB&nbsp;00000", "") }, "lacks"],
    ["an old managing director", { text: page.replace("Jörg Brandt", "Heinz Alt") }, "lacks"],
    ["the repealed § 5 TMG", { text: page.replace("Vertreten", "Angaben gemäß § 5 TMG. Vertreten") }, "outdated"],
    [
      "a link to the closed EU platform",
      { text: `${page}<a href="https://ec.europa.eu/consumers/odr/">hier</a>` },
      "outdated",
    ],
  ])("%s", (_title, change, result) => {
    expect(judgeAnswer({ ...answer, ...change }, business, demoImprint).result).toBe(result);
  });

  test("what the page does not say is named", () => {
    const { lacks } = judgeAnswer(
      { ...answer, text: page.replace("Beispielweg 12", "").replace("09111", "") },
      business,
      demoImprint,
    );
    expect(checkSentence("lacks", lacks)).toEqual({
      de: "Auf der Seite fehlt: Straße, Postleitzahl.",
      en: "Missing on the page: street, postcode.",
    });
  });

  test("Str. and Straße are one", () => {
    const street = { ...business, street: "Prüfstraße 4" };
    const text = page.replace("Beispielweg 12", "Prüfstr. 4");
    expect(judgeAnswer({ ...answer, text }, street, demoImprint).result).toBe("ok");
  });
});
