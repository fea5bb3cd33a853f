import { expect, test } from "vitest";
import { templateName } from "./template-name.ts";

test.each([
  ["termin_bestaetigung", "de", "Termin Bestätigung"],
  ["rueckfrage_auftrag", "de_DE", "Rückfrage Auftrag"],
  ["fuellstand_oelheizung", "de", "Füllstand Ölheizung"],
  ["muellabfuhr_naechste_woche", "de", "Müllabfuhr nächste Woche"],
  ["gruesse_aus_der_werkstatt", "de", "Grüße aus der Werkstatt"],
  // Not every "ue" is an umlaut.
  ["aktuelle_preise_zuerst_an_neue_kunden", "de", "Aktuelle Preise zuerst an neue Kunden"],
  ["manuel_faehrt_los", "de", "Manuel fährt los"],
  ["dauerauftrag_quelle", "de", "Dauerauftrag quelle"],
  ["blue_poem_question", "en", "Blue poem question"],
  ["ihr_neues_angebot_mit_fotos", "de", "Ihr neues Angebot mit Fotos"],
  ["bitte_antworten", "de", "Bitte antworten"],
  ["auftrag_2026_q1", "de", "Auftrag 2026 q1"],
  ["__", "de", "__"],
])("the template %s (%s) is called %s", (name, language, said) => {
  expect(templateName({ name, language })).toBe(said);
});
