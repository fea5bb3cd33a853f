import { statfs } from "node:fs/promises";
import { isDiskFull } from "../db.ts";
import { Problem } from "../problem.ts";

/** So much stays free for the database, which stops for everybody when the disk is full. */
const reserveBytes = 1_000_000_000;

/** What the file system says of itself; a parameter, because no test fills a disk. */
export type DiskStanding = (path: string) => Promise<{ readonly bavail: number; readonly bsize: number }>;

/** What is left on the disk of this folder. */
export async function freeBytes(dataDir: string, standing: DiskStanding = statfs): Promise<number> {
  const { bavail, bsize } = await standing(dataDir);
  return bavail * bsize;
}

/** Throws `no-room` when `bytes` more would touch the reserve. */
export async function assertRoom(dataDir: string, bytes: number, standing: DiskStanding = statfs): Promise<void> {
  if ((await freeBytes(dataDir, standing)) - bytes < reserveBytes) throw new Problem("no-room");
}

/** True for what says that the disk takes no file, for want of room or of leave. */
export const isNoRoom = (error: unknown): boolean =>
  isDiskFull(error) || (error instanceof Problem && (error.code === "no-room" || error.code === "no-place"));
