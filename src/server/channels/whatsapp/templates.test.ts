import { expect, it } from "vitest";
import type { GuardedFetch } from "../../platform/network/guarded-fetch.ts";
import { fetchTemplates } from "./templates.adapter.ts";

const credentials = {
  baseUrl: "https://graph.facebook.com",
  mediaHosts: "lookaside.fbsbx.com",
  phoneNumberId: "900100200300400",
  wabaId: "900100200300401",
  accessToken: "token",
};

/** Meta with one template of these components; @returns how many words it wants, undefined when it is left out. */
async function wordsOf(...components: readonly unknown[]): Promise<number | undefined> {
  const data = [{ name: "probe", language: "de", status: "APPROVED", category: "UTILITY", components }];
  const meta: GuardedFetch = () =>
    Promise.resolve({ status: 200, url: "", headers: {}, bytes: new TextEncoder().encode(JSON.stringify({ data })) });
  const { found } = await fetchTemplates(meta, credentials);
  return found?.[0]?.parameters;
}

const body = { type: "BODY", text: "Guten Tag {{1}}, wir kommen am {{2}}." };
const plain = { type: "BODY", text: "Wir kommen." };

it.each([
  [
    "a text above, a footer and buttons that are complete",
    2,
    [
      { type: "HEADER", format: "TEXT", text: "Termin" },
      body,
      { type: "FOOTER", text: "Brandt Haustechnik" },
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "Passt" },
          { type: "PHONE_NUMBER", text: "Anrufen", phone_number: "+4937100000" },
          { type: "URL", text: "Anfahrt", url: "https://firma.example/anfahrt" },
        ],
      },
    ],
  ],
  ["no variable at all", 0, [plain]],
  ["a picture above", undefined, [{ type: "HEADER", format: "IMAGE" }, plain]],
  ["a file above", undefined, [{ type: "header", format: "document" }, plain]],
  ["a variable above", undefined, [{ type: "HEADER", format: "TEXT", text: "Rechnung {{1}}" }, plain]],
  ["named variables", undefined, [{ type: "BODY", text: "Guten Tag {{kunde}}." }]],
  [
    "a link made for one person",
    undefined,
    [plain, { type: "BUTTONS", buttons: [{ type: "URL", text: "Rechnung", url: "https://firma.example/r/{{1}}" }] }],
  ],
  ["a code to copy", undefined, [plain, { type: "BUTTONS", buttons: [{ type: "COPY_CODE", text: "Kopieren" }] }]],
  ["cards side by side", undefined, [plain, { type: "CAROUSEL", cards: [] }]],
])("offers a template only where its body is all there is to fill: %s", async (_what, expected, components) => {
  expect(await wordsOf(...components)).toBe(expected);
});
