import { RetentionView } from "../../src/contract/retention.ts";
import type { TestApp } from "./build-app.ts";

/** A legal hold for the whole business that stands as long as `work` runs. */
export async function whileHeld({ firm }: Pick<TestApp, "firm">, work: () => Promise<void>): Promise<void> {
  await firm.owner.post("/api/holds", { kind: "legal", reason: "Rechtsstreit", reviewOn: "2040-01-01" });
  await work();
  for (const { id } of RetentionView.parse(await firm.owner.get("/api/retention")).holds)
    await firm.owner.post(`/api/holds/${id}/release`);
}
