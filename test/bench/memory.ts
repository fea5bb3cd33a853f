import { readdirSync, readFileSync } from "node:fs";

/** Proportional set size of a process and everything below it, in megabytes (Linux; elsewhere not a number). */
export function pssOf(pid: number): number {
  const children = childrenByParent();
  const all = [pid];
  for (const one of all) all.push(...(children.get(one) ?? []));
  return all.reduce((sum, one) => sum + pss(one), 0) / 1_000;
}

function pss(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(/^\d+ \(.*\) . (\d+)/.exec(readFileSync(`/proc/${name}/stat`, "utf8"))?.[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // The process ended while we looked.
    }
  }
  return children;
}
