import { describe, expect, test } from "vitest";
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
    ["https://bit.ly./impressum", false],
    ["https://fremd.example/impressum", false],
    ["https://pruef.example.evil.example/impressum", false],
    ["https://www.pruef.example/kontakt", false],
    ["https://localhost/impressum", false],
    ["impressum", false],
  ])("%s -> %s", (link, speaking) => {
    expect(judgeLink(link, context).speaking).toBe(speaking);
  });

  test("a platform is nobody's own site, even if it was entered as one", () => {
    const onPlatform = { ...context, website: "https://www.facebook.com/brandt" };
    const judged = judgeLink("https://www.facebook.com/brandt/impressum", onPlatform);
    expect(judged.speaking).toBe(false);
    expect(judged.sentence.de).toContain("fremde Plattformen");
    const short = { ...context, website: "https://bit.ly/brandt" };
    expect(judgeLink("https://bit.ly/brandt-impressum", short).speaking).toBe(false);
  });

  test("on this computer the hosted page counts for trying out only", () => {
    const own = judgeLink("", { publicUrl: "http://localhost:8080", website: "" });
    expect(own).toMatchObject({ speaking: true, localOnly: true });
    expect(own.sentence.de).toContain("nur auf diesem Rechner");
  });

  test("in public the hosted page needs https", () => {
    expect(judgeLink("", { publicUrl: "http://chat.pruef.example", website: "" }).speaking).toBe(false);
  });
});
