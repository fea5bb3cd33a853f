import { describe, expect, test } from "vitest";
import { calledAt, peopleFor } from "./mention-text.ts";

describe("calling somebody by name", () => {
  test("begins with @ at the start of a word, where one is writing", () => {
    expect(calledAt("Hallo @ta", 9)).toEqual({ start: 6, word: "ta" });
    expect(calledAt("@", 1)).toEqual({ start: 0, word: "" });
    expect(calledAt("Hallo @ta und", 9)).toEqual({ start: 6, word: "ta" });
  });

  test("is no mail address and ends with the word", () => {
    expect(calledAt("post@brandt", 11)).toBeUndefined();
    expect(calledAt("@Tarik kommst", 13)).toBeUndefined();
  });

  test("finds people by any of their names", () => {
    const people = [
      { id: "1", name: "Sandra Krüger" },
      { id: "2", name: "Tarik" },
    ];
    expect(peopleFor("krü", people).map(({ id }) => id)).toEqual(["1"]);
    expect(peopleFor("", people)).toHaveLength(2);
    expect(peopleFor("arik", people)).toEqual([]);
  });
});
