import { expect, test } from "vitest";
import { explainAnswers } from "./explain.ts";

const worth = (input: string) => explainAnswers(input).map((one) => one.worth ?? one.problem);

test("a line of plain words is an answer as it stands there, a digit and a word in quotes as well", () => {
  const plain = ["Ja, gerne", "true", "1", '"nein danke"', "STOP"];
  const told = plain.map((text) => JSON.stringify({ text: text.replaceAll('"', "") }));
  expect(worth(plain.join("\n"))).toEqual(worth(told.join("\n")));
  expect(explainAnswers("Ja").map(({ problem }) => problem)).toEqual([undefined]);
});

test("what was meant to be JSON and is none has a problem that names its line", () => {
  expect(worth('Ja\n{"text": "Ja"\n["Ja"\n"Ja').slice(1)).toEqual([
    "Zeile 2: Hier steht kein JSON-Objekt mit „text“.",
    "Zeile 3: Hier steht kein JSON-Objekt mit „text“.",
    "Zeile 4: Hier steht kein JSON-Objekt mit „text“.",
  ]);
});
