import { expect, test } from "vitest";
import { databaseHost } from "./host-of.ts";

test.each([
  ["postgresql://werkbote:geheim@db.example:5433/werkbote?sslmode=verify-full", "db.example:5433"],
  ["postgresql://werkbote@/werkbote?host=db.example", "db.example"],
  ["postgresql://werkbote@localhost/werkbote?host=db.example&port=5433", "db.example:5433"],
  ["postgresql://werkbote@/werkbote?host=/run/postgresql", null],
  ["postgresql://werkbote@%2Frun%2Fpostgresql/werkbote", null],
  ["socket:/run/postgresql?db=werkbote", null],
])("the paper on connections names where the database of %s is", (address, host) => {
  expect(databaseHost(address)).toBe(host);
});
