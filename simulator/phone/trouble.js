import { api, byId, el, inOrder } from "./dom.js";
import { open } from "./sheets.js";

/**
 * What may go wrong between WhatsApp and the business, in words of somebody who tries it out. Each switch sets some of
 * the chaos settings; README.md lists them all.
 * @type {{ test: string, label: string, note: string, on: Record<string, unknown>, off: Record<string, unknown> }[]}
 */
const SWITCHES = [
  {
    test: "trouble-down",
    label: "Der Betrieb ist nicht erreichbar",
    note: "Was du schreibst, wartet. Es wird immer seltener versucht, bis es ankommt.",
    on: { unreachablePercent: 100 },
    off: { unreachablePercent: 0 },
  },
  {
    test: "trouble-twice",
    label: "Meldungen kommen doppelt",
    note: "Beim Betrieb darf trotzdem alles nur einmal stehen.",
    on: { duplicatePercent: 100 },
    off: { duplicatePercent: 0 },
  },
  {
    test: "trouble-order",
    label: "Meldungen überholen einander",
    note: "Bis zu fünf Sekunden verspätet, in beliebiger Folge.",
    on: { reorderWindowMs: 5000, concurrent: true },
    off: { reorderWindowMs: 0, concurrent: false },
  },
];

/** @param {Record<string, unknown>} chaos @param {(typeof SWITCHES)[number]} one */
function isOn(chaos, one) {
  return Object.keys(one.on).every((key) => chaos[key] !== one.off[key]);
}

const askTrouble = inOrder();

/** Shows on the button that something is switched on, so that nobody wonders later. */
export async function markTrouble() {
  const chaos = await askTrouble("/chaos");
  if (chaos === undefined) return;
  byId("trouble").dataset.on = String(SWITCHES.some((one) => isOn(chaos, one)));
}

/** The switches, as they stand. */
export async function troubleSheet() {
  const chaos = await api("/chaos");
  open("Störungen", ...SWITCHES.map((one) => switchRow(one, isOn(chaos, one))));
}

/** @param {(typeof SWITCHES)[number]} one @param {boolean} checked */
function switchRow({ test, label, note, on, off }, checked) {
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", data: { test } }));
  input.checked = checked;
  input.addEventListener("change", async () => {
    await api("/chaos", input.checked ? on : off, "PATCH");
    await markTrouble();
  });
  return el("label", { class: "check" }, input, el("span", {}, label, el("small", {}, note)));
}
