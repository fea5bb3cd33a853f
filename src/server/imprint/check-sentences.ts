// What a look at the Impressum found, in the words of a Meister.

const sentences: Readonly<Record<string, string>> = {
  ok: "Alles da: erreichbar, erkennbar, vollständig.",
  incomplete: "Es fehlen Pflichtangaben.",
  not_speaking: "Der Link ist nicht erkennbar oder führt nicht auf eure eigene Seite.",
  link_not_speaking: "Der Link ist nicht erkennbar oder führt nicht auf eure eigene Seite.",
  moved: "Die Seite leitet auf eine fremde Adresse weiter.",
  not_found: "Die Seite antwortet nicht mit dem Impressum.",
  wall: "Vor der Seite steht eine Anmeldung. Das Impressum muss jeder ohne Hürde lesen können.",
  no_imprint: "Auf der Seite steht kein Impressum. Vielleicht verdeckt es eine Einwilligungs-Abfrage.",
  no_name: "Auf der Seite steht euer Name nicht.",
  outdated: "Auf der Seite steht ein Gesetz oder Link, das es nicht mehr gibt.",
  blocked: "Die Adresse führt in ein internes Netz. Dort sehen wir nicht nach.",
  unreachable: "Die Seite ist nicht erreichbar.",
  timeout: "Die Seite hat zu lange nicht geantwortet.",
  "too-large": "Die Seite ist viel zu groß.",
  redirected: "Die Seite leitet zu oft weiter.",
  broken: "Die Verbindung zur Seite brach ab.",
};

const fields: Readonly<Record<string, string>> = {
  street: "Straße",
  postcode: "Postleitzahl",
  city: "Ort",
  registerNumber: "Registernummer",
  vatId: "USt-IdNr.",
  people: "Inhaber oder Vertretung",
};

/** One sentence on a result; an unknown one is shown as such, never as good. */
export function checkSentence(result: string, lacks: readonly string[]): string {
  if (result === "lacks") return `Auf der Seite fehlt: ${lacks.map((field) => fields[field] ?? field).join(", ")}.`;
  return sentences[result] ?? "Die Prüfung kam zu keinem Ergebnis.";
}
