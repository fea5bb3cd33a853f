interface Named {
  readonly name: string;
  readonly host: string | null;
}

/** How a business is called in a sentence; one that was not set up yet has no name. */
export const called = ({ name }: Pick<Named, "name">): string => `„${name}“${name === "" ? ", noch ohne Namen" : ""}`;

/** So many are read at a glance. */
const mostNamed = 10;

/** A German sentence for whoever typed a name that is none, or that of several: those that may be meant. */
export function whichBusiness(businesses: readonly Named[], name: string): string {
  const same = businesses.filter((row) => row.name === name);
  const typed = name.trim().toLowerCase();
  const alike = businesses.filter((row) => typed !== "" && row.name.toLowerCase().includes(typed));
  const what = same.length > 0 ? "Mehrere Betriebe heißen so" : "Einen Betrieb mit diesem Namen gibt es nicht";
  const likely = [same, alike].find((rows) => rows.length > 0 && rows.length <= mostNamed) ?? businesses;
  if (likely.length > mostNamed) return `${what}. Alle ${likely.length} nennt \`werkbote tenant list\`.`;
  const list = likely.map((row) => `${called(row)} (${row.host ?? "ohne eigenen Host"})`).join(", ");
  const opening = likely === alike ? "Gemeint ist vielleicht" : "Hier gibt es";
  return `${what}. ${opening}: ${list || "keinen"}.`;
}

/** Where the business without a host is reached once others have one; `name` is empty before it was set up. */
export function hostlessNow(name: string, installation: string): string {
  const which = name === "" ? "der Betrieb ohne Namen" : called({ name });
  return (
    `Ohne eigenen Host ist ${which} nur noch unter ${installation} erreichbar; ` +
    `einen anderen gibt ihm: werkbote tenant host "${name}" HOST`
  );
}
