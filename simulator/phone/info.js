import { clockTime, dayName, el } from "./dom.js";

/**
 * @typedef {object} Customer one person as GET /_sim/customers gives it
 * @property {string} id
 * @property {string} name
 * @property {string} phone digits with country code, without "+"
 * @property {boolean} phoneVisible
 * @property {boolean} phoneHidden
 * @property {string} [username]
 * @property {string} userId
 * @property {boolean} online
 * @property {boolean} marketingStopped
 * @property {boolean} typing
 * @property {number} unread
 * @property {boolean} windowOpen
 * @property {number | null} windowOpenUntil milliseconds since the epoch; null: never opened
 * @property {number | null} lastAt milliseconds since the epoch; null: nothing was said
 * @property {string} preview
 */

/**
 * The pane beside the phone: who this is, and what the person can switch.
 * @param {HTMLElement} pane
 * @param {Customer} customer
 * @param {{ change: (path: string, body: object) => Promise<void>, back: () => void, silent: Set<string> }} on
 */
export function drawInfo(pane, customer, on) {
  const json = JSON.stringify(customer);
  // Redrawing would take the focus away from whoever is just using a switch.
  if (pane.dataset.shown === json) return;
  pane.dataset.shown = json;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.test : undefined;
  pane.replaceChildren(
    el(
      "button",
      { type: "button", class: "button quiet only-narrow", onclick: on.back, data: { test: "info-back" } },
      "Zurück zum Chat",
    ),
    el("h2", {}, customer.name),
    facts(customer),
    switches(customer, on),
    advertising(customer, on),
    numberForm(customer.id, on),
  );
  if (focused !== undefined)
    /** @type {HTMLElement | null} */ (pane.querySelector(`[data-test="${focused}"]`))?.focus();
}

/** @param {Customer} customer */
function facts(customer) {
  const until = customer.windowOpenUntil;
  const open =
    until === null ? "Ja. Diese Person schreibt nicht von hier." : `Bis ${dayName(until)}, ${clockTime(until)} Uhr`;
  const free = customer.windowOpen ? open : "Nein. Nur Vorlagen kommen durch.";
  const rows = [
    ["Telefon", `+${customer.phone}${customer.phoneVisible ? "" : " (verborgen)"}`],
    ["Nutzername", customer.username ?? "keiner"],
    ["Kennung für den Betrieb (BSUID)", customer.userId],
    ["Darf der Betrieb frei schreiben?", free],
  ];
  return el("dl", {}, ...rows.map(([term, text]) => el("div", {}, el("dt", {}, term), el("dd", {}, text))));
}

/** @param {Customer} customer @param {Parameters<typeof drawInfo>[2]} on */
function switches(customer, on) {
  const check = (
    /** @type {string} */ label,
    /** @type {string} */ test,
    /** @type {boolean} */ checked,
    /** @type {(on: boolean) => void} */ set,
  ) => {
    const input = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", data: { test } }));
    input.checked = checked;
    input.addEventListener("change", () => set(input.checked));
    return el("label", { class: "check" }, input, label);
  };
  const reads = !on.silent.has(customer.id);
  return el(
    "fieldset",
    {},
    el("legend", {}, "Handy"),
    check("Hat Netz", "online", customer.online, (value) => void on.change("/online", { online: value })),
    check(
      "Nummer verbergen",
      "hide-phone",
      customer.phoneHidden,
      (value) => void on.change("", { phoneHidden: value }),
    ),
    check("Lesebestätigung senden", "read-receipts", reads, (value) => {
      if (value) on.silent.delete(customer.id);
      else on.silent.add(customer.id);
    }),
  );
}

/** @param {Customer} customer @param {Parameters<typeof drawInfo>[2]} on */
function advertising(customer, on) {
  const value = customer.marketingStopped ? "resume" : "stop";
  const label = customer.marketingStopped ? "Werbung wieder erlauben" : "Werbung stoppen";
  const button = { type: "button", class: "button quiet", data: { test: "marketing" } };
  return el(
    "fieldset",
    {},
    el("legend", {}, "Werbung"),
    el("p", {}, customer.marketingStopped ? "Gestoppt. Werbliche Vorlagen kommen nicht an." : "Erlaubt."),
    el("button", { ...button, onclick: () => void on.change("/marketing", { value }) }, label),
  );
}

/** @type {{ id: string, form: HTMLElement } | undefined} */
let numberOf;

/** One for each phone: what is typed there outlasts what happens to the phone. @param {string} id @param {Parameters<typeof drawInfo>[2]} on */
function numberForm(id, on) {
  if (numberOf?.id !== id) numberOf = { id, form: numberChange(on) };
  return numberOf.form;
}

/** @param {Parameters<typeof drawInfo>[2]} on */
function numberChange(on) {
  const input = /** @type {HTMLInputElement} */ (
    el("input", {
      inputmode: "tel",
      autocomplete: "off",
      data: { test: "new-number" },
      placeholder: "+49 176 04069099",
    })
  );
  const save = el("button", { class: "button quiet", data: { test: "change-number" } }, "Nummer wechseln");
  const problem = el("p", { class: "problem", role: "alert" });
  const form = el("form", {}, el("label", { class: "field" }, "Neue Nummer", input), problem, save);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      await on.change("/number", { phone: input.value });
      input.value = "";
    } catch {
      problem.textContent = "Das ging nicht. Ist die Nummer vollständig und noch frei?";
    }
  });
  return el("fieldset", {}, el("legend", {}, "Neue SIM-Karte"), form);
}
