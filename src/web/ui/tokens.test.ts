import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The light and the dark value of a colour token. */
function token(name: string): [string, string] {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  if (!found?.[1] || !found[2]) throw new Error(`no colour token ${name}`);
  return [found[1], found[2]];
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["paper", "surface", "sunken"];
const textPairs: [string, string][] = [
  ...grounds.flatMap((ground) =>
    ["ink", "muted", "accent", "accent-strong", "attention", "stop", "fine"].map((ink): [string, string] => [
      ink,
      ground,
    ]),
  ),
  ...["accent", "attention", "stop", "fine"].flatMap((name): [string, string][] => [
    ["ink", `${name}-soft`],
    ["muted", `${name}-soft`],
    [name, `${name}-soft`],
  ]),
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
];

describe("Farben lassen sich lesen", () => {
  for (const [ink, ground] of textPairs) {
    test(`${ink} on ${ground} reaches 4.5 to 1 by day and by night`, () => {
      for (const mode of [0, 1] as const) {
        expect(contrast(token(ink)[mode], token(ground)[mode])).toBeGreaterThanOrEqual(4.5);
      }
    });
  }

  for (const ground of grounds) {
    test(`edges and focus can be made out on ${ground}`, () => {
      for (const mode of [0, 1] as const) {
        expect(contrast(token("edge")[mode], token(ground)[mode])).toBeGreaterThanOrEqual(3);
        expect(contrast(token("focus")[mode], token(ground)[mode])).toBeGreaterThanOrEqual(3);
      }
    });
  }
});
