import { existsSync, readFileSync } from "node:fs";
import { booleanAt, listAt, numberAt, stringAt } from "./json.ts";
import type { Customer, Sim } from "./world.ts";
import { writeWhole } from "./write-file.ts";

/**
 * People and their open windows over restarts: the business remembers who wrote yesterday, so the platform must too.
 * What was said is not kept. A file that cannot be read counts as none.
 */
export function recallPeople(sim: Sim, file: string): void {
  const rows = existsSync(file) ? listAt({ people: readJson(file) }, "people") : [];
  const known = rows.map(toCustomer).filter((one) => one !== undefined);
  if (known.length > 0) sim.world.customers = new Map(known.map((one) => [one.id, one]));
}

/** Writes them down whenever something about them changes. */
export function keepPeople(sim: Sim, file: string): void {
  const write = () => writeWhole(file, JSON.stringify([...sim.world.customers.values()], undefined, 2));
  sim.events.on("event", write);
  write();
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return [];
  }
}

function toCustomer(row: unknown): Customer | undefined {
  const [id, name, phone, userId] = ["id", "name", "phone", "userId"].map((key) => stringAt(row, key));
  if (id === undefined || name === undefined || phone === undefined || userId === undefined) return undefined;
  return {
    id,
    name,
    phone,
    userId,
    parentUserId: stringAt(row, "parentUserId"),
    username: stringAt(row, "username"),
    phoneHidden: booleanAt(row, "phoneHidden") ?? false,
    phoneKnownUntil: numberAt(row, "phoneKnownUntil") ?? 0,
    online: true,
    marketingStopped: booleanAt(row, "marketingStopped") ?? false,
    blocked: booleanAt(row, "blocked"),
    lastInboundAt: numberAt(row, "lastInboundAt"),
    writesElsewhere: booleanAt(row, "writesElsewhere"),
    typingUntil: 0,
  };
}
