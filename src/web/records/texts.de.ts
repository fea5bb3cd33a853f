export const de = {
  nav: "Verzeichnisse",
  title: "Verzeichnisse",
  intro:
    "Diese Papiere will die Aufsicht sehen. Werkbote schreibt sie aus der Einrichtung und vergleicht jede Nacht. Ändert sich etwas, gibt es eine neue Fassung; die alten bleiben.",
  make: "Jetzt vergleichen",
  made: "Alles ist auf dem Stand von heute.",
  none: "Noch nicht erzeugt.",
  version: "Fassung {version} vom {at}",
  page: "Seite",
  pdf: "PDF",
  of: "{file}, {title}, Fassung {version}",
  changes: "Was sich geändert hat",
  first: "Erste Fassung.",
  added: "Neu",
  removed: "Weggefallen",
  older: "Frühere Fassungen ({count})",
  hashes: "Prüfsummen (SHA-256)",
} as const;
