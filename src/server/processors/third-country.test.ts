import { expect, test } from "vitest";
import { destinationsOf, isAdequate, isThirdCountry } from "./third-country.ts";

test.each([
  ["USA", "U.S.A.", "US", "Vereinigte Staaten von Amerika", "United States", "Irland und USA", "usa (Kalifornien)"],
  ["Indien", "India", "IN", "Türkei", "Turkey", "China", "Hongkong", "Serbien", "Russland", "St. Lucia", "Singapur"],
])("data leave for %s only on a basis", (...countries) => {
  expect(countries.filter((country) => !isThirdCountry(country))).toEqual([]);
});

test.each([
  ["Deutschland", "Germany", "DE", "Irland", "Österreich", "Dänemark", "Norwegen", "Liechtenstein", "EU", "in der EU"],
  ["Schweiz", "Vereinigtes Königreich", "GB", "Japan", "Südkorea", "Neuseeland", "Brasilien", "Kanada"],
  ["", "Sachsen", "Frankfurt am Main", "Deutschland (Nürnberg)", "Nordirland"],
])("%s and the like need none", (...countries) => {
  expect(countries.filter(isThirdCountry)).toEqual([]);
});

test.each([
  ["Andorra", "Argentinien", "Brasilien", "Brazil", "Färöer", "Faroe Islands", "Guernsey", "Isle of Man", "Israel"],
  ["Japan", "Jersey", "Kanada", "Canada", "Neuseeland", "Schweiz", "CH", "Südkorea", "Korea", "Uruguay"],
  ["Vereinigtes Königreich", "UK", "Großbritannien", "Zürich, Schweiz", "Deutschland und Schweiz"],
])("the EU has decided that data are safe in %s and the like", (...countries) => {
  expect(countries.filter((country) => !isAdequate(country))).toEqual([]);
});

test.each([
  ["USA", "Indien", "Nordkorea", "New Jersey (USA)", "Schweiz und Indien", "Guinea-Bissau", "Deutschland", "", "Bern"],
])("for %s and the like there is no such decision, or none is needed", (...countries) => {
  expect(countries.filter(isAdequate)).toEqual([]);
});

test.each([
  ["none_needed", "Irland", "", []],
  ["dpf", "Irland", "WhatsApp LLC (USA)", ["USA"]],
  ["scc", "Indien", "Beispiel Inc. (USA)", ["Indien"]],
  ["scc", "Irland", "Eins Ltd. (Irland)\nZwei Inc. (U.S.A.)\nDrei Pvt. Ltd. (India)", ["USA", "Indien"]],
  ["scc", "Schweiz", "", ["Schweiz"]],
  ["scc", "Irland", "Zwei Inc.", []],
  ["adequacy", "Basel, Schweiz", "Zwei Inc. (USA)", ["Schweiz"]],
] as const)("with the basis %s data of a provider in %s leave for where the register says", (...of) => {
  const [transferMechanism, country, subProcessors, places] = of;
  expect(destinationsOf({ transferMechanism, country, subProcessors })).toEqual(places);
});
