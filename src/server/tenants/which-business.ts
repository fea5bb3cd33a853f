interface Named {
  readonly tenantId: string;
  readonly name: string;
  readonly host: string | null;
}

/** How a business is called in a sentence; one that was not set up yet has no name. */
export const called = ({ name }: Pick<Named, "name">): string => `„${name}“${name === "" ? ", noch ohne Namen" : ""}`;

/** So many are read at a glance. */
const mostNamed = 10;

/**
 * The one whose name was typed ("" = it has none yet), or its host or its id: a business names itself, and may have taken
 * the name of another one.
 * @returns a German sentence about those that may be meant when it is none or several
 */
export function whichBusiness<T extends Named>(businesses: readonly T[], typed: string): T | string {
  const found = businesses.filter(({ name, host, tenantId }) => [name, host, tenantId].includes(typed));
  const [one] = found;
  return one && found.length === 1 ? one : whoIsMeant(businesses, found, typed);
}

function whoIsMeant(businesses: readonly Named[], same: readonly Named[], name: string): string {
  const typed = name.trim().toLowerCase();
  const alike = businesses.filter((row) => typed !== "" && row.name.toLowerCase().includes(typed));
  const what = same.length > 0 ? "Mehrere Betriebe heißen so" : "Einen Betrieb mit diesem Namen gibt es nicht";
  const likely = [same, alike].find((rows) => rows.length > 0 && rows.length <= mostNamed) ?? businesses;
  if (likely.length > mostNamed) return `${what}. Alle ${likely.length} nennt \`werkbote tenant list\`.`;
  const list = likely.map((row) => `${called(row)} (${row.host ?? "ohne eigenen Host"})`).join(", ");
  const opening = likely === alike ? "Gemeint ist vielleicht" : "Hier gibt es";
  const otherwise = " Statt des Namens geht auch der Host, oder die Kennung aus `werkbote tenant list --json`.";
  return `${what}. ${opening}: ${list || "keinen"}.${same.length > 0 ? otherwise : ""}`;
}

/** Where the business without a host is reached once others have one; `name` is empty before it was set up. */
export function hostlessNow(name: string, installation: string): string {
  const which = name === "" ? "der Betrieb ohne Namen" : called({ name });
  return (
    `Ohne eigenen Host ist ${which} nur noch unter ${installation} erreichbar; ` +
    `einen anderen gibt ihm: werkbote tenant host "${name}" HOST`
  );
}
