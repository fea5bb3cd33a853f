import { describe, expect, test } from "vitest";
import { judgeAnswer } from "./judge-answer.ts";
import { judgeLink } from "./speaking-link.ts";

const context = { publicUrl: "https://chat.pruef.example", website: "https://www.pruef.example" };

describe("a link to the Impressum says where it leads", () => {
  test.each([
    ["", true],
    ["https://www.pruef.example/impressum", true],
    ["https://pruef.example/rechtliches/Impressum.html", true],
    ["https://chat.pruef.example/impressum", true],
    ["http://www.pruef.example/impressum", false],
    ["https://bit.ly/impressum", false],
    ["https://fremd.example/impressum", false],
    ["https://pruef.example.evil.example/impressum", false],
    ["https://www.pruef.example/kontakt", false],
    ["https://localhost/impressum", false],
    ["impressum", false],
  ])("%s -> %s", (link, speaking) => {
    expect(judgeLink(link, context).speaking).toBe(speaking);
  });

  test("on this computer the hosted page counts for trying out only", () => {
    const own = judgeLink("", { publicUrl: "http://localhost:8080", website: "" });
    expect(own).toMatchObject({ speaking: true, localOnly: true });
    expect(own.sentence).toContain("nur auf diesem Rechner");
  });

  test("in public the hosted page needs https", () => {
    expect(judgeLink("", { publicUrl: "http://chat.pruef.example", website: "" }).speaking).toBe(false);
  });
});

describe("the fetched page is read as a customer would", () => {
  const answer = {
    url: "https://www.pruef.example/impressum",
    finalUrl: "https://pruef.example/impressum/",
    httpStatus: 200,
    text: "<h1>Impressum</h1><p>Pr&uuml;f &amp; Sohn GmbH</p>",
  };
  const name = "Prüf & Sohn GmbH";
  test.each([
    ["everything there", {}, "ok"],
    ["redirected to another host", { finalUrl: "https://facebook.example/impressum" }, "moved"],
    ["not found", { httpStatus: 404 }, "not_found"],
    ["nothing but a consent wall", { text: "<p>Cookies akzeptieren</p>" }, "no_imprint"],
    ["somebody else's Impressum", { text: "<h1>Impressum</h1><p>Andere GmbH</p>" }, "no_name"],
  ])("%s", (_title, change, result) => {
    expect(judgeAnswer({ ...answer, ...change }, name).result).toBe(result);
  });
});
