import { drawThread } from "./bubbles.js";
import { api, byId, clockTime, dayName, el, initials, inOrder, place } from "./dom.js";
import { drawInfo } from "./info.js";
import { attachSheet, customerSheet, messageSheet, photoSheet } from "./sheets.js";
import { markTrouble, troubleSheet } from "./trouble.js";

/** @typedef {import("./info.js").Customer} Customer */
/** @typedef {import("./bubbles.js").ChatMessage} ChatMessage */

const desk = byId("desk");
const thread = byId("thread");
const composer = byId("composer");
/** @type {{ customers: Customer[], selected: string | undefined, quoted: ChatMessage | undefined, drafts: Map<string, string>, silent: Set<string> }} */
const state = { customers: [], selected: undefined, quoted: undefined, drafts: new Map(), silent: new Set() };

/** @param {string} message */
function showProblem(message) {
  byId("problem").textContent = message;
  byId("problem").hidden = message === "";
}

/** From the list down; one step of the browser's history each, so that its Back leads up as the page's own does. */
const views = ["list", "chat", "info"];
history.replaceState({ view: "list" }, "");
/** @param {"list" | "chat" | "info"} view */
function show(view) {
  const steps = views.indexOf(view) - views.indexOf(desk.dataset.view ?? "list");
  if (steps < 0) history.go(steps);
  if (steps <= 0) return;
  history.pushState({ view }, "");
  desk.dataset.view = view;
}
addEventListener("popstate", (event) => {
  desk.dataset.view = state.selected === undefined ? "list" : (event.state?.view ?? "list");
  void loadChat();
});

const current = () => state.customers.find((customer) => customer.id === state.selected);

/** Does something as the selected customer; answers whether it worked. @param {Record<string, unknown>} act @param {File} [file] */
async function act(act, file) {
  const [id, quoted] = [state.selected, state.quoted];
  if (id === undefined) return false;
  showProblem("");
  /** @type {any} */
  let body = quoted === undefined ? act : { ...act, replyTo: quoted.id };
  if (file !== undefined) {
    const form = new FormData();
    for (const [key, value] of Object.entries(body)) form.set(key, String(value));
    form.set("file", file, file.name);
    body = form;
  }
  quote(undefined);
  try {
    await api(`/customers/${id}/messages`, body);
  } catch {
    if (id !== state.selected) return false;
    const kept = act.type === "text" ? "Dein Text bleibt stehen." : "Nichts ist weggegangen.";
    const offline = current()?.online === false;
    showProblem(offline ? `Das Handy hat kein Netz. ${kept}` : "Das ging nicht. Bitte noch einmal.");
    if (state.quoted === undefined) quote(quoted);
    return false;
  }
  // Sent is sent, also where the chat cannot be had now: it comes with the next event.
  await loadChat(true).catch(() => undefined);
  return true;
}

/** What did not leave goes back to where it was written, before what was typed since. @param {string | undefined} id @param {string} text */
function putBack(id, text) {
  const after = (/** @type {string} */ typed) => (typed === "" ? text : `${text}\n${typed}`);
  if (id === state.selected) composer.value = after(composer.value);
  else if (id !== undefined) state.drafts.set(id, after(state.drafts.get(id) ?? ""));
}

/** @param {ChatMessage | undefined} message */
function quote(message) {
  state.quoted = message;
  byId("quoting").hidden = message === undefined;
  byId("quoting-text").textContent = message === undefined ? "" : message.text || "Nachricht ohne Text";
  if (message !== undefined) composer.focus();
}

const handlers = {
  menu: (/** @type {ChatMessage} */ message) => messageSheet(message, act, () => quote(message)),
  choose: (/** @type {ChatMessage} */ message, /** @type {ChatMessage["choices"][number]} */ choice) =>
    choose(message, choice),
  played: (/** @type {ChatMessage} */ message) => {
    if (message.from === "business") void api(`/customers/${state.selected}/played`, { messageId: message.id });
  },
  goTo: (/** @type {string} */ id) => {
    const target = [...thread.children].find((node) => /** @type {HTMLElement} */ (node).dataset.messageId === id);
    target?.scrollIntoView({ block: "center" });
  },
};

/** A tap on a button below a bubble. @param {ChatMessage} message @param {ChatMessage["choices"][number]} choice */
async function choose(message, choice) {
  if (choice.act === "link") {
    window.open(choice.url, "_blank", "noopener");
  } else if (choice.act === "quick_reply") {
    await act({ type: "quick_reply", messageId: message.id, text: choice.title, payload: choice.payload });
  } else if (choice.act === "location") {
    await act({ type: "location", replyTo: message.id, latitude: 52.520008, longitude: 13.404954 });
  } else {
    await act({ type: choice.act, messageId: message.id, id: choice.id });
  }
}

function drawCustomers() {
  const list = byId("customers");
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.customerId : undefined;
  const sorted = [...state.customers].sort((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0));
  const known = new Map([...list.querySelectorAll("button")].map((one) => [one.dataset.customerId, one]));
  place(
    list,
    sorted.map((customer) => customerItem(customer, known.get(customer.id))),
  );
  byId("no-customers").hidden = sorted.length > 0;
  if (focused !== undefined) list.querySelector(`[data-customer-id="${focused}"]`)?.focus();
}

/**
 * Who stands there already keeps the button: a press during which something comes in still opens the chat.
 * @param {Customer} customer
 * @param {HTMLElement} [button]
 */
function customerItem(customer, button) {
  const drawn = customerButton(customer);
  if (button?.parentElement == null) return el("li", {}, drawn);
  for (const { name, value } of drawn.attributes) button.setAttribute(name, value);
  button.replaceChildren(...drawn.childNodes);
  return button.parentElement;
}

/** @param {Customer} customer */
function customerButton(customer) {
  const { id, name, phone, unread, preview, lastAt, online } = customer;
  const today = lastAt !== null && dayName(lastAt) === dayName(Date.now());
  const when = lastAt === null ? "" : today ? clockTime(lastAt) : new Date(lastAt).toLocaleDateString("de-DE");
  return el(
    "button",
    {
      type: "button",
      class: "person",
      "aria-current": String(id === state.selected),
      data: { test: "customer", customerId: id, phone, name },
      onclick: () => select(id),
    },
    el("span", { class: "avatar", "aria-hidden": "true" }, initials(name)),
    el("b", {}, name),
    el("time", {}, when),
    el("span", { class: "preview" }, online ? preview || "Noch nichts geschrieben" : "Handy ist aus"),
    unread > 0 &&
      el("span", { class: "count", "aria-label": `${unread} ungelesen`, data: { test: "unread" } }, String(unread)),
  );
}

/** @param {string} id */
async function select(id) {
  if (state.selected !== undefined) state.drafts.set(state.selected, composer.value);
  state.selected = id;
  composer.value = state.drafts.get(id) ?? "";
  quote(undefined);
  showProblem("");
  show("chat");
  drawCustomers();
  await loadChat(true);
  // On a touch screen the focus would raise the keyboard over the chat.
  if (matchMedia("(hover: hover)").matches) composer.focus();
}

/** Whether the newest message is in sight; then it stays there when pictures load or the window changes. */
let atEnd = true;
function keepAtEnd() {
  if (atEnd) thread.scrollTop = thread.scrollHeight;
}
thread.addEventListener("scroll", () => {
  atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
});
thread.addEventListener("load", keepAtEnd, true);
new ResizeObserver(keepAtEnd).observe(thread);

const [askChat, askCustomers] = [inOrder(), inOrder()];

/** Fetches the selected chat and draws it. @param {boolean} [toEnd] scroll to the newest message */
async function loadChat(toEnd = false) {
  const id = state.selected;
  byId("phone").hidden = id === undefined;
  byId("no-chat").hidden = id !== undefined;
  if (id === undefined) {
    byId("info").replaceChildren();
    return;
  }
  const chat = await askChat(`/customers/${id}/chat`);
  if (id !== state.selected) return;
  if (toEnd) atEnd = true;
  if (chat === undefined) return keepAtEnd();
  const { customer, messages } = chat;
  byId("owner").textContent = `Handy von ${customer.name}`;
  byId("firm-state").textContent = customer.typing ? "schreibt …" : "Betrieb";
  drawThread(thread, messages, customer.typing, handlers);
  keepAtEnd();
  drawInfo(byId("info"), customer, {
    change: async (path, body) => {
      await api(`/customers/${id}${path}`, body, path === "" ? "PATCH" : "POST");
      await refresh();
    },
    back: () => show("chat"),
    silent: state.silent,
  });
  const reading = document.visibilityState === "visible" && desk.dataset.view !== "list";
  if (reading && customer.unread > 0 && customer.online && !state.silent.has(id))
    await api(`/customers/${id}/read`, {});
}

async function refresh() {
  const customers = await askCustomers("/customers");
  if (customers !== undefined) showCustomers(customers);
  await loadChat();
}

/** @param {Customer[]} customers */
function showCustomers(customers) {
  state.customers = customers;
  if (state.selected !== undefined && current() === undefined) {
    // Nobody is left whose phone this was; on a narrow screen the way back stood on it.
    state.selected = undefined;
    desk.dataset.view = "list";
    history.replaceState({ view: "list" }, "");
  }
  drawCustomers();
}

async function loadFirm() {
  const { businessName, webhookUrl } = await api("/");
  byId("firm-name").textContent = businessName;
  byId("firm-initials").textContent = initials(businessName);
  const notice = byId("notice");
  notice.hidden = webhookUrl !== null;
  notice.textContent = "Noch hört kein Betrieb zu. Trag seine Webhook-Adresse ein, dann kommen die Nachrichten an.";
}

/** Several events in a row lead to one fetch. */
let planned = false;
async function refreshSoon() {
  if (planned) return;
  planned = true;
  await new Promise((done) => setTimeout(done, 60));
  planned = false;
  await Promise.all([refresh(), loadFirm(), markTrouble()]);
}

byId("composer-form").addEventListener("submit", async (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  const text = composer.value.trim();
  if (text === "") return;
  composer.value = "";
  composer.focus();
  const id = state.selected;
  if (!(await act({ type: "text", text }))) putBack(id, text);
});
composer.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId("composer-form").requestSubmit();
});
byId("new-customer").addEventListener("click", () =>
  customerSheet(
    (body) => api("/customers", body),
    async (customer) => {
      await refresh();
      await select(customer.id);
    },
  ),
);
byId("trouble").addEventListener("click", () => troubleSheet());
byId("photo").addEventListener("click", () => photoSheet(act));
byId("attach").addEventListener("click", () => attachSheet(act));
byId("unquote").addEventListener("click", () => quote(undefined));
byId("back").addEventListener("click", () => show("list"));
byId("open-info").addEventListener("click", () => show("info"));
document.addEventListener("visibilitychange", () => void loadChat());

const events = new EventSource("/_sim/events");
events.addEventListener("message", () => void refreshSoon());
events.addEventListener("open", () => void refreshSoon());
// It asks again by itself every second; the notice goes with the first answer.
events.addEventListener("error", () => {
  byId("notice").hidden = false;
  byId("notice").textContent = "Der Simulator antwortet nicht. Starte ihn wieder, dann geht es hier weiter.";
});
