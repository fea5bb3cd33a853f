import type { Tx } from "../platform/db.ts";
import { countOfCustomer, type KeptCount, projectsWithKept } from "./kept.store.ts";

/** Projects of which a legal hold keeps something: numbers and days, nothing of a person. */
export async function listKept(tx: Tx): Promise<KeptCount[]> {
  return await projectsWithKept(tx);
}

/** In how many projects somebody is the customer, and how many of these a legal hold keeps: for an erasure. */
export async function countProjectsOf(tx: Tx, contactId: string): Promise<{ all: number; held: number }> {
  return await countOfCustomer(tx, contactId);
}
