import type { DeviceList, DeviceView } from "../../contract/access.ts";
import { api } from "../api.ts";
import { Errand } from "./errand.svelte.ts";
import { Latest } from "./latest.ts";

const all = "all";

/** The register of devices as the server tells it; looks again while a screen shows it. */
class Devices extends Errand {
  readonly #latest = new Latest();
  items = $state.raw<readonly DeviceView[] | undefined>(undefined);
  readonly pending = $derived((this.items ?? []).filter((device) => device.state === "pending"));
  readonly approved = $derived((this.items ?? []).filter((device) => device.state === "approved"));
  readonly former = $derived(
    (this.items ?? []).filter((device) => device.state === "revoked" || device.state === "lost"),
  );

  /** Whether it is the last one from which an owner could approve another. */
  lastToApprove({ id }: DeviceView): boolean {
    const approving = this.approved.filter((one) => one.memberRole === "owner" && one.ownedByBusiness);
    return approving.length === 1 && approving[0]?.id === id;
  }

  async load(): Promise<void> {
    const question = this.#latest.ask();
    await this.look(async () => {
      const { items } = await api.get<DeviceList>("/api/devices");
      if (this.#latest.takes(all, question)) this.items = items;
    });
  }

  /** Out of use with the server's yes: no look that was asked before it brings the device back. */
  async end({ id }: DeviceView, state: "revoked" | "lost"): Promise<void> {
    await api.post(`/api/devices/${id}/${state === "lost" ? "lost" : "revoke"}`);
    this.#latest.takes(all, this.#latest.ask());
    this.items = this.items?.map((device) => (device.id === id ? { ...device, state } : device));
  }

  /** Loads now and every few seconds: somebody may be waiting at the other device. @returns stop */
  watch(): () => void {
    void this.load();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void this.load();
    }, 4000);
    return () => clearInterval(timer);
  }
}
export const devices = new Devices();
