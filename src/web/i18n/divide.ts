/**
 * Where a long compound may be divided. Not every browser knows how German words are divided, and one that does not
 * tears them anywhere in a narrow column.
 */
const joints = new RegExp(
  `(${[
    "Datenschutz",
    "Folgen",
    "Auftrags",
    "Aufbewahrungs",
    "Verarbeitungs",
    "Sicherheits",
    "Angemessenheits",
    "Standard",
    "vertrags",
    "Verbraucher",
    "schlichtungs",
    "streit",
    "beilegungs",
    "Wiederherstellungs",
  ].join("|")})(?=\\p{L}{4})`,
  "giu",
);

/** The same German text with soft hyphens at the joints of its longest words; they show only where a line ends. */
export const divide = (text: string): string =>
  text.replace(/\p{L}{16,}/gu, (word) => word.replace(joints, "$1\u00ad"));
