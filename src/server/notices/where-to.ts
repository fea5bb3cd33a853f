// Where data go, as customers read it. Pure.

/** @param countries in German; empty: the register names none */
export function whereTo(countries: readonly string[]): string {
  if (countries.length === 1 && countries[0] === "USA") return "in die USA";
  const these = countries.length === 1 ? "in dieses Land außerhalb" : "in diese Länder außerhalb";
  return countries.length === 0
    ? "in Länder außerhalb der Europäischen Union"
    : `${these} der Europäischen Union: ${countries.join(", ")}`;
}
