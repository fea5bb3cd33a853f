import { expect, test } from "vitest";
import { isThirdCountry } from "./third-country.ts";

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
