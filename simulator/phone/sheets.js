import { api, byId, el, icon } from "./dom.js";

const sheet = byId("sheet");
byId("sheet-close").addEventListener("click", () => sheet.close());
sheet.addEventListener("click", (/** @type {MouseEvent} */ event) => {
  if (event.target === sheet) sheet.close();
});

/** @param {string} title @param {...import("./dom.js").Child} content */
export function open(title, ...content) {
  byId("sheet-title").textContent = title;
  byId("sheet-body").replaceChildren(...content.filter((node) => node instanceof Node));
  if (!sheet.open) sheet.showModal();
}

function closeSheet() {
  sheet.close();
}

/**
 * Lets the person choose a file and hands it over.
 * @param {string} accept
 * @param {(file: File) => void} done
 */
function pickFile(accept, done) {
  const input = byId("file");
  input.accept = accept;
  input.value = "";
  input.onchange = () => {
    if (input.files?.[0]) done(input.files[0]);
    closeSheet();
  };
  input.click();
}

/** @typedef {(act: Record<string, unknown>, file?: File) => void} Act */

/** Photos: three built-in ones or an own file. @param {Act} act */
export async function photoSheet(act) {
  const samples = (await api("/samples")).filter((/** @type {any} */ sample) => sample.kind === "image");
  const send = (/** @type {any} */ extra, /** @type {File} */ file) => {
    closeSheet();
    act({ type: "image", ...extra }, file);
  };
  open(
    "Foto senden",
    el(
      "div",
      { class: "tiles" },
      ...samples.map((/** @type {any} */ { name, label }) =>
        el(
          "button",
          { type: "button", class: "tile", data: { test: `sample-${name}` }, onclick: () => send({ sample: name }) },
          el("img", { src: `samples/${name}.jpg`, alt: "" }),
          label,
        ),
      ),
    ),
    el(
      "button",
      {
        type: "button",
        class: "button quiet",
        data: { test: "photo-file" },
        onclick: () => pickFile("image/*", (file) => send({}, file)),
      },
      "Eigenes Foto wählen",
    ),
  );
}

/** Everything else that can be sent. @param {Act} act */
export function attachSheet(act) {
  const send = (/** @type {any} */ body, /** @type {File | undefined} */ file) => {
    closeSheet();
    act(body, file);
  };
  const file = (/** @type {string} */ type, /** @type {string} */ accept) => () =>
    pickFile(accept, (chosen) => send({ type }, chosen));
  const place = { latitude: 52.520008, longitude: 13.404954, name: "Zuhause", address: "Musterstraße 4, Berlin" };
  const tiles = /** @type {[string, string, string, () => void][]} */ ([
    ["voice", "Sprach\u00adnachricht", "voice", () => send({ type: "voice" })],
    ["voice", "Ton aus Datei", "voice-file", file("voice", "audio/*")],
    ["file", "PDF", "document", () => send({ type: "document", sample: "angebot" })],
    ["file", "Datei wählen", "document-file", file("document", "")],
    [
      "photo",
      "Foto als Datei, mit Standort",
      "located-photo",
      () => send({ type: "document", sample: "foto-mit-standort" }),
    ],
    ["photo", "Video aus Datei", "video-file", file("video", "video/*")],
    ["pin", "Standort", "location", () => send({ type: "location", ...place })],
    ["card", "Kontakt", "contact", () => send({ type: "contacts" })],
    ["sticker", "Aufkleber", "sticker", () => send({ type: "sticker" })],
  ]);
  open(
    "Senden",
    el(
      "div",
      { class: "tiles" },
      ...tiles.map(([name, label, test, onclick]) =>
        el("button", { type: "button", class: "tile", data: { test }, onclick }, icon(name), label),
      ),
    ),
  );
}

const FACES = ["👍", "❤️", "😂", "😮", "🙏", "✅"];

/**
 * What can be done with one bubble.
 * @param {import("./bubbles.js").ChatMessage} message
 * @param {Act} act
 * @param {() => void} quote
 */
export function messageSheet(message, act, quote) {
  const done = (/** @type {any} */ body) => {
    closeSheet();
    act({ messageId: message.id, ...body });
  };
  const current = message.reactions.customer;
  const face = (/** @type {string} */ emoji) => {
    const pressed = current === emoji;
    const label = pressed ? `${emoji} zurücknehmen` : `Mit ${emoji} reagieren`;
    const attributes = {
      type: "button",
      "aria-label": label,
      "aria-pressed": String(pressed),
      data: { test: "react", emoji },
    };
    return el(
      "button",
      { ...attributes, onclick: () => done({ type: "reaction", emoji: pressed ? "" : emoji }) },
      emoji,
    );
  };
  const button = (
    /** @type {string} */ text,
    /** @type {string} */ test,
    /** @type {() => void} */ onclick,
    kind = "quiet",
  ) => el("button", { type: "button", class: `button ${kind}`, data: { test }, onclick }, text);
  const own = message.from === "customer";
  open(
    "Nachricht",
    el("div", { class: "faces" }, ...FACES.map(face)),
    el(
      "div",
      { class: "stack" },
      button("Zitieren und antworten", "quote", () => {
        closeSheet();
        quote();
      }),
      own && message.type === "text" && button("Ändern", "edit", () => editSheet(message, done)),
      own && button("Für alle löschen", "revoke", () => done({ type: "revoke" }), "danger"),
    ),
  );
}

/** @param {import("./bubbles.js").ChatMessage} message @param {(body: Record<string, unknown>) => void} done */
function editSheet(message, done) {
  const attributes = { required: true, rows: "4", data: { test: "edit-text" }, "aria-label": "Neuer Text" };
  const input = /** @type {HTMLTextAreaElement} */ (el("textarea", attributes, message.text));
  const form = el("form", {}, el("div", { class: "field" }, input), el("button", { class: "button" }, "Speichern"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    done({ type: "edit", text: input.value });
  });
  open("Nachricht ändern", form);
  input.focus();
}

/**
 * @param {(body: Record<string, unknown>) => Promise<import("./info.js").Customer>} create
 * @param {(customer: import("./info.js").Customer) => void} done after the sheet is closed, so that the focus can go into the chat
 */
export function customerSheet(create, done) {
  const field = (
    /** @type {string} */ label,
    /** @type {string} */ test,
    /** @type {string} */ note,
    attributes = {},
  ) => {
    const input = el("input", { ...attributes, data: { test }, autocomplete: "off" });
    return {
      input: /** @type {HTMLInputElement} */ (input),
      row: el("label", { class: "field" }, label, input, el("small", {}, note)),
    };
  };
  const name = field("Name", "new-name", "So steht er im Profil.", { required: true });
  const phone = field("Telefon", "new-phone", "Leer lassen: Dann denken wir uns eine aus.", { inputmode: "tel" });
  const user = field("Nutzername", "new-username", "Nur wenn die Person einen hat, zum Beispiel emre.demo.");
  const hide = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", data: { test: "new-hidden" } }));
  const problem = el("p", { class: "problem", role: "alert" });
  const form = el(
    "form",
    {},
    name.row,
    phone.row,
    user.row,
    el("label", { class: "check" }, hide, "Nummer vor dem Betrieb verbergen"),
    problem,
    el("button", { class: "button", data: { test: "new-save" } }, "Anlegen"),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const username = user.input.value.trim();
      const customer = await create({
        name: name.input.value,
        phone: phone.input.value,
        username,
        phoneHidden: hide.checked,
      });
      closeSheet();
      done(customer);
    } catch {
      problem.textContent = "Das ging nicht. Ist die Nummer vollständig und noch frei?";
    }
  });
  open("Neue Kundin", form);
  name.input.focus();
}
