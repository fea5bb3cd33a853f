import { expect, test } from "vitest";
import { assertRoom } from "./room.adapter.ts";

const disk = (free: number) => () => Promise.resolve({ bavail: free / 1_000, bsize: 1_000 });

test("a file that would leave too little for the database is refused, and the sentence says so", async () => {
  await expect(assertRoom("/", 25_000_000, disk(1_030_000_000))).resolves.toBeUndefined();
  const refused = assertRoom("/", 25_000_000, disk(1_020_000_000));
  await expect(refused).rejects.toMatchObject({ code: "no-room", status: 507 });
});
