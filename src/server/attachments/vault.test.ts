import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isNoRoom } from "../platform/files/room.adapter.ts";
import { toProblem } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { listSealed, readSealed, removeSealed, writeSealed } from "./vault.adapter.ts";

const dir = mkdtempSync(join(tmpdir(), "werkbote-vault-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const tenant = "01960000-0000-7000-8000-000000000001";
const id = "01960000-0000-7000-8000-0000000000ab";

describe("where files lie", () => {
  test("a file comes back as it was written, and no temporary one is left", async () => {
    await writeSealed(dir, tenant, id, "content", Buffer.from("geheim"));
    await writeSealed(dir, tenant, id, "thumbnail", Buffer.from("klein"));
    expect((await readSealed(dir, tenant, id, "content"))?.toString()).toBe("geheim");
    expect(readdirSync(join(dir, "attachments", tenant, "ab")).sort()).toEqual([id, `${id}.thumb`]);
    const listed: string[] = [];
    for await (const file of listSealed(dir, tenant)) listed.push(file.part);
    expect(listed.sort()).toEqual(["content", "thumbnail"]);
    await removeSealed(dir, tenant, id, "content");
    expect(await readSealed(dir, tenant, id, "content")).toBeUndefined();
  });

  test("a block that is sent again while the first time is still being written is whole", async () => {
    const one = "01960000-0000-7000-8000-0000000000ef";
    const times = [1, 2, 3, 4].map((n) => Buffer.alloc(600_000, n));
    await Promise.all(times.map((bytes) => writeSealed(dir, tenant, one, "block-0", bytes)));
    expect((await readSealed(dir, tenant, one, "block-0"))?.equals(times[3] ?? Buffer.alloc(0))).toBe(true);
    expect(readdirSync(join(dir, "attachments", tenant, "ef"))).toEqual([`${one}.block-0`]);
  });

  test.runIf(process.platform === "linux")(
    "a file the disk has no room for leaves nothing of itself there",
    async () => {
      const other = "01960000-0000-7000-8000-0000000000cd";
      const folder = join(dir, "attachments", tenant, "cd");
      mkdirSync(folder, { recursive: true });
      // Linux has a file that is always full.
      symlinkSync("/dev/full", join(folder, `${other}.tmp`));
      await expect(writeSealed(dir, tenant, other, "content", Buffer.alloc(9_000))).rejects.toMatchObject({
        code: "ENOSPC",
      });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test("where the folder takes no file it is said so, and whoever waits for a place goes on by itself", async () => {
    const refused = join(dir, "attachments", tenant.replace(/1$/, "2"));
    // Not writable for root either: the mount is read-only, or a file lies where the folder should.
    writeFileSync(refused, "");
    const met: unknown = await writeSealed(dir, tenant.replace(/1$/, "2"), id, "block-0", Buffer.from("x")).catch(
      (error: unknown) => error,
    );
    expect(toProblem(met)).toMatchObject({ status: 507, code: "no-place" });
    expect(new Problem("no-place").toJson().title).toMatch(
      /^Auf dem Server lassen sich Dateien gerade nicht ablegen[.]/,
    );
    expect(isNoRoom(met)).toBe(true);
    rmSync(refused);
    await writeSealed(dir, tenant.replace(/1$/, "2"), id, "block-0", Buffer.from("x"));
  });

  test.each(["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "", ".", id.toUpperCase(), `${id}/../x`, `${id}\0`])(
    "%j is no id and opens nothing (V42)",
    async (given) => {
      await expect(readSealed(dir, tenant, given, "content")).rejects.toThrow("not an id");
      await expect(readSealed(dir, given, id, "content")).rejects.toThrow("not an id");
      await expect(writeSealed(dir, tenant, given, "content", Buffer.from("x"))).rejects.toThrow("not an id");
    },
  );
});
