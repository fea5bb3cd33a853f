import { clockTime, dayName, el, icon, place } from "./dom.js";

/**
 * @typedef {object} ChatMessage one bubble as GET /_sim/customers/:id/chat gives it
 * @property {string} id
 * @property {"customer" | "business"} from
 * @property {string} type
 * @property {number} at
 * @property {string} text
 * @property {string} [header]
 * @property {string} [footer]
 * @property {{ href?: string, link?: string, mimeType?: string, size?: number, filename?: string }} [media]
 * @property {{ latitude: number, longitude: number, name?: string, address?: string }} [location]
 * @property {any[]} [contacts]
 * @property {{ act: string, id?: string, title: string, description?: string, payload?: string, url?: string }[]} choices
 * @property {{ id: string, from: string, text: string }} [quoted]
 * @property {boolean} forwarded
 * @property {boolean} edited
 * @property {boolean} revoked
 * @property {{ customer?: string, business?: string }} reactions
 * @property {string} tick
 *
 * @typedef {object} Handlers
 * @property {(message: ChatMessage) => void} menu
 * @property {(message: ChatMessage, choice: ChatMessage["choices"][number]) => void} choose
 * @property {(message: ChatMessage) => void} played
 * @property {(id: string) => void} goTo
 */

const TICKS = {
  waiting: ["one", "", "Gesendet"],
  sent: ["one", "", "Gesendet"],
  delivered: ["two", "", "Beim Betrieb angekommen"],
  read: ["two", "read", "Vom Betrieb gelesen"],
  retrying: ["wait", "late", "Kommt noch nicht an. Es wird weiter versucht."],
  given_up: ["wait", "late", "Nicht angekommen"],
  nobody_subscribed: ["one", "late", "Noch hört niemand zu"],
};

/** What a bubble is called that has no words. */
const KINDS = {
  image: "Foto",
  audio: "Ton",
  video: "Video",
  document: "Datei",
  location: "Standort",
  contacts: "Kontakt",
  sticker: "Aufkleber",
};

/** @type {Map<string, { json: string, tick?: string, node: HTMLElement }>} */
let shown = new Map();

/**
 * Draws the thread. Bubbles that did not change keep their node, so that a voice message plays on.
 * @param {HTMLElement} thread
 * @param {ChatMessage[]} messages
 * @param {boolean} typing
 * @param {Handlers} handlers
 */
export function drawThread(thread, messages, typing, handlers) {
  const before = shown;
  shown = new Map();
  const nodes = [];
  let day = "";
  for (const message of messages) {
    if (dayName(message.at) !== day) {
      day = dayName(message.at);
      const node = before.get(day)?.node ?? el("div", { class: "day" }, day);
      shown.set(day, { json: "", node });
      nodes.push(node);
    }
    const { tick, ...rest } = message;
    const json = JSON.stringify(rest);
    const old = before.get(message.id);
    const node = old?.json === json ? old.node : drawMessage(message, handlers);
    if (node === old?.node && tick !== old.tick) retick(node, message);
    shown.set(message.id, { json, tick, node });
    nodes.push(node);
  }
  if (messages.length === 0) nodes.push(el("div", { class: "hint" }, "Noch keine Nachricht. Schreib die erste."));
  if (typing) nodes.push(el("div", { class: "hint", data: { test: "typing-bubble" } }, "Der Betrieb schreibt …"));
  const focused = document.activeElement;
  const held = focused instanceof HTMLElement && thread.contains(focused) ? focused : undefined;
  const bubble = /** @type {HTMLElement | null} */ (held?.closest("[data-message-id]") ?? null);
  place(thread, nodes);
  if (held === undefined) return;
  const again = thread.contains(held) ? held : sameButton(held, shown.get(bubble?.dataset.messageId ?? "")?.node);
  // A bubble that was taken back has no button left; from its place one goes on all the same.
  (again ?? thread).focus({ preventScroll: true });
}

/** @param {HTMLElement} node @param {ChatMessage} message */
function retick(node, message) {
  node.dataset.tick = message.tick;
  node.querySelector(".meta")?.replaceWith(metaLine(message));
}

/** The button that stands in a bubble drawn anew for the one that held the focus. @param {HTMLElement} held @param {HTMLElement} [bubble] */
function sameButton(held, bubble) {
  const buttons = [...(bubble?.querySelectorAll("button") ?? [])];
  return buttons.find((one) => one.dataset.test === held.dataset.test && one.textContent === held.textContent);
}

/** @param {ChatMessage} message @param {Handlers} handlers */
function drawMessage(message, handlers) {
  const data = { test: "message", messageId: message.id, from: message.from, type: message.type, tick: message.tick };
  const faces = [message.reactions.customer, message.reactions.business].filter(Boolean);
  return el(
    "div",
    { class: "message", data },
    el(
      "div",
      { class: "bubble-row" },
      el("div", { class: "bubble" }, ...bubbleParts(message, handlers)),
      !message.revoked && menuButton(message, handlers),
    ),
    faces.length > 0 &&
      el(
        "span",
        { class: "reactions", role: "group", "aria-label": "Reaktionen", data: { test: "reactions" } },
        faces.join(" "),
      ),
    message.choices.length > 0 &&
      el("div", { class: "choices" }, ...message.choices.map((c) => choiceButton(message, c, handlers))),
  );
}

/** @param {ChatMessage} message @param {Handlers} handlers */
function bubbleParts(message, handlers) {
  if (message.revoked) return [el("p", { class: "gone" }, "Diese Nachricht wurde gelöscht."), metaLine(message)];
  return [
    message.forwarded && el("p", { class: "mark" }, "Weitergeleitet"),
    message.quoted && quoteButton(message.quoted, handlers),
    ...attachment(message, handlers),
    message.header && el("p", { class: "head" }, message.header),
    message.text && el("p", { class: "text" }, ...withLinks(message.text)),
    !message.text && isPlaceholder(message) && el("p", { class: "gone" }, `Nachricht der Art „${message.type}“`),
    message.footer && el("p", { class: "foot" }, message.footer),
    metaLine(message),
  ];
}

/** An address in a text; what closes the sentence or the bracket around it is no part of it. */
const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]»“]/g;

/** Addresses can be tapped, as on any phone. @param {string} text @returns {import("./dom.js").Child[]} */
function withLinks(text) {
  const parts = [];
  let end = 0;
  for (const { 0: href, index } of text.matchAll(ADDRESS)) {
    parts.push(text.slice(end, index), el("a", { href, target: "_blank", rel: "noopener noreferrer" }, href));
    end = index + href.length;
  }
  return [...parts, text.slice(end)];
}

/** @param {ChatMessage} message */
function isPlaceholder(message) {
  return !message.media && !message.location && !message.contacts;
}

/** @param {{ id: string, from: string, text: string }} quoted @param {Handlers} handlers */
function quoteButton(quoted, handlers) {
  const who = quoted.from === "customer" ? "Du: " : "";
  return el("button", { type: "button", class: "quote", onclick: () => handlers.goTo(quoted.id) }, who + quoted.text);
}

/** @param {ChatMessage} message @param {Handlers} handlers */
function menuButton(message, handlers) {
  const label = `Mehr zu: ${message.text || (KINDS[/** @type {keyof typeof KINDS} */ (message.type)] ?? "Nachricht")}`;
  const attributes = { type: "button", class: "icon more", "aria-label": label, data: { test: "message-menu" } };
  return el("button", { ...attributes, onclick: () => handlers.menu(message) }, icon("more"));
}

/** @param {ChatMessage} message @param {ChatMessage["choices"][number]} choice @param {Handlers} handlers */
function choiceButton(message, choice, handlers) {
  const parts = [choice.title, choice.description && el("small", {}, choice.description)];
  const data = { test: "choice", act: choice.act };
  return el(
    "button",
    { type: "button", class: "choice", data, onclick: () => handlers.choose(message, choice) },
    ...parts,
  );
}

/** @param {ChatMessage} message */
function metaLine(message) {
  const time = el("time", { datetime: new Date(message.at).toISOString() }, clockTime(message.at));
  if (message.from === "business") return el("p", { class: "meta" }, message.edited && "geändert ", time);
  const [name, className, label] = TICKS[/** @type {keyof typeof TICKS} */ (message.tick)] ?? TICKS.sent;
  const tick = el(
    "span",
    { title: label, class: className },
    icon(name, className),
    el("span", { class: "hidden" }, label),
  );
  return el("p", { class: "meta" }, message.edited && "geändert ", time, tick);
}

/** @param {ChatMessage} message @param {Handlers} handlers @returns {import("./dom.js").Child[]} */
function attachment(message, handlers) {
  const { media, location, contacts } = message;
  if (location) {
    const place = `${Number(location.latitude).toFixed(5)}, ${Number(location.longitude).toFixed(5)}`;
    return [card("pin", location.name ?? "Standort", location.address ?? place)];
  }
  if (Array.isArray(contacts)) {
    return contacts.map((c) => card("card", c.name?.formatted_name ?? "Nummer", c.phones?.[0]?.phone ?? ""));
  }
  if (!media) return [];
  if (!media.href) return [card("link", media.filename ?? "Datei im Netz", media.link ?? "")];
  if (message.type === "image") return [el("img", { class: "photo", src: media.href, alt: message.text || "Foto" })];
  if (message.type === "sticker") return [el("img", { class: "sticker", src: media.href, alt: "Aufkleber" })];
  if (message.type === "video") return [el("video", { src: media.href, controls: true, preload: "metadata" })];
  if (message.type === "audio") {
    return [
      el("audio", { src: media.href, controls: true, preload: "metadata", onplay: () => handlers.played(message) }),
    ];
  }
  const size = `${Math.max(1, Math.round((media.size ?? 0) / 1024)).toLocaleString("de-DE")} kB`;
  const link = el("a", { class: "attachment", href: media.href, target: "_blank", rel: "noopener" });
  link.append(...card("file", media.filename ?? "Dokument", size).childNodes);
  return [link];
}

/** @param {string} name @param {string} title @param {string} detail */
function card(name, title, detail) {
  return el("div", { class: "attachment" }, icon(name), el("span", {}, title, el("small", {}, detail)));
}
