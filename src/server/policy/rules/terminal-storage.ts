// (16) What the web chat may keep on a visitor's device.
import { allow, deny, type Rule } from "../rule.ts";

/** Keys the service needs, letter by letter: to a browser `Chat_Session` is another value. And whether the visitor must have asked for them separately. § 25(2) Nr. 2 TDDDG. */
const neededKeys: ReadonlyMap<string, { asked: boolean }> = new Map([
  ["chat_session", { asked: false }],
  ["csrf", { asked: false }],
  ["chat_resume", { asked: true }],
  ["push_subscription", { asked: true }],
  ["push subscription", { asked: true }],
]);

const ownClick: ReadonlySet<string> = new Set(["remember_clicked", "push_clicked", "user_click"]);

/** WC-1: nothing before the visitor opens the chat and sends. § 25(1), (2) Nr. 2 TDDDG. */
export const wc1: Rule = {
  id: "WC-1",
  check(action, f) {
    if (action !== "write_terminal_storage") return undefined;
    if (f.extra.trigger === "message_sent" || ownClick.has(f.extra.trigger ?? "")) return undefined;
    return deny(
      "Solange der Besucher den Chat nicht geöffnet und benutzt hat, darf die Seite nichts auf seinem Gerät ablegen.",
    );
  },
};

/** WC-2: after that, only the keys the chat needs. § 25(2) Nr. 2 TDDDG. */
export const wc2: Rule = {
  id: "WC-2",
  check(action, f) {
    if (action !== "write_terminal_storage") return undefined;
    const clicked = ownClick.has(f.extra.trigger ?? "");
    // before the first message WC-1 speaks alone
    if (f.extra.trigger !== "message_sent" && !clicked) return undefined;
    const needed = neededKeys.get(f.extra.key ?? "");
    if (needed === undefined)
      return deny("Diesen Wert braucht der Chat nicht; ohne Einwilligung darf er nicht auf das Gerät des Besuchers.");
    if (f.extra.firstParty !== true) return deny("Nur die eigene Seite darf etwas ablegen, kein fremder Anbieter.");
    if (needed.asked && !clicked && f.extra.visitorAskedFor !== true) {
      return deny("Das darf die Seite erst ablegen, wenn der Besucher selbst darum gebeten hat.");
    }
    return allow("Der Chat braucht diesen Wert, um das begonnene Gespräch weiterzuführen.");
  },
};
