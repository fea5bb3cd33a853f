// (4) Processor contracts and transfers: nobody carries our messages without a contract.
import type { Action, Facts } from "../facts.ts";
import { deny, type Rule, require } from "../rule.ts";
import { avvUsable, isSend, onWhatsApp, transferValid } from "../situation.ts";

const concerns = (action: Action): boolean => isSend(action) || action === "activate_channel";

/** AV-1: no channel without a processor contract. Art. 28(1), (3), (9) GDPR. */
export const av1: Rule = {
  id: "AV-1",
  check(action, f) {
    if (!concerns(action)) return undefined;
    const lacks = f.avvStatus === undefined || f.avvStatus === "missing";
    // WhatsApp always processes for the business; "not required" can only be a mistake there
    if (!lacks && !(f.avvStatus === "not_required" && onWhatsApp(f))) return undefined;
    return f.avvStatus === undefined
      ? deny("Es steht nicht fest, dass für diesen Kanal ein Vertrag zur Auftragsverarbeitung besteht; hinterlegt ihn.")
      : deny("Für diesen Kanal fehlt der Vertrag zur Auftragsverarbeitung; schließt ihn ab und hinterlegt ihn.");
  },
};

/** What no owner can accept: no contract, no core of Art. 28(3), no basis for the transfer. */
const coreItem =
  /^(contract|vertrag|avv|agreement|art_?28(_?3)?(_core)?|(documented_|dokumentierte_)?(instructions|weisungen)|transfer(_mechanism|_basis)?)$/i;

/** Items of the checklist that the owner may answer for, by the names they may come under. Art. 28(2)-(4) GDPR. */
const gapItem =
  /sub_?(processor|contractor)|unterauftrag|^toms?$|security|sicherheit|confidential|vertraulich|audit|kontroll|deletion|return|loesch|rueckgabe|breach|dpia|unlawful|written_form|text_?form|contracting_?entity/i;

/** "Art. 28(3) core" is "art_28_3_core". */
export const keyOf = (item: string): string =>
  item
    .trim()
    .toLowerCase()
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ä", "ae")
    .replaceAll("ß", "ss")
    .replace(/[^a-z\d]+/g, "_")
    .replace(/^_|_$/g, "");

/** An open item of a channel's start that belongs to the contract. */
export const isAgreementGap = (item: string): boolean => gapItem.test(keyOf(item)) || coreItem.test(keyOf(item));

/** AV-2: gaps are named and answered for by the owner. Art. 28(2)-(4), 32 GDPR; EDPB Opinion 22/2024. */
export const av2: Rule = {
  id: "AV-2",
  check(action, f) {
    if (!concerns(action)) return undefined;
    const gaps = (f.extra.missing ?? []).map(keyOf);
    // Whoever names a gap knows better than a status that says there is none.
    const names = (item: RegExp): boolean => gaps.some((key) => item.test(key));
    const saysNone = f.avvStatus === "complete" || f.avvStatus === "review_overdue";
    const open = f.avvStatus === "gaps_open" || (saysNone && names(gapItem));
    if ((open || saysNone || f.avvStatus === "gaps_accepted") && names(coreItem)) {
      return deny(
        "Im Vertrag zur Auftragsverarbeitung fehlt ein Kernstück; lasst es nachtragen, denn diese Lücke kann auch die Inhaberin nicht verantworten.",
      );
    }
    if (!open) return undefined;
    return require("avv_risk_decision", "Im Vertrag zur Auftragsverarbeitung sind Lücken offen; die Inhaberin hält zuerst fest, warum der Kanal trotzdem genutzt wird.");
  },
};

/** AV-4: no sending on a contract whose review is more than 30 days late. Art. 28(1), 5(2) GDPR. */
export const av4: Rule = {
  id: "AV-4",
  check(action, f: Facts) {
    if (!concerns(action) || f.avvStatus !== "review_overdue") return undefined;
    if (isSend(action) && avvUsable(f)) return undefined;
    if (!isSend(action))
      return require("avv_review", "Die jährliche Prüfung des Anbieters ist überfällig; holt sie nach, dann könnt ihr den Kanal nutzen.");
    return require("avv_review", "Die jährliche Prüfung des Anbieters ist überfällig; die Inhaberin holt sie nach, bis dahin ruf den Kunden an.");
  },
};

/** AV-6: third countries need a basis, with a kill switch. Art. 44-46 GDPR; decision (EU) 2023/1795; SCC 2021/914. */
export const av6: Rule = {
  id: "AV-6",
  check(action, f) {
    if (!concerns(action) || transferValid(f)) return undefined;
    return f.transferMechanism === "dpf"
      ? deny(
          f.dpfValid === false
            ? "Die Rechtsgrundlage für die Datenübermittlung in die USA ist weggefallen; der Kanal bleibt gesperrt, bis die Inhaberin Standardvertragsklauseln samt Prüfung hinterlegt."
            : "Es steht nicht fest, dass die Rechtsgrundlage für die USA noch gilt; der Kanal bleibt gesperrt, bis das geprüft ist.",
        )
      : deny(
          "Für die Datenübermittlung über diesen Kanal fehlt eine Rechtsgrundlage; er bleibt gesperrt, bis sie hinterlegt ist.",
        );
  },
};
