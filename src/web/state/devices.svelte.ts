import type { DeviceList, DeviceView } from "../../contract/access.ts";
import { api } from "../api.ts";
import { Errand } from "./errand.svelte.ts";

/** The register of devices as the server tells it; looks again while a screen shows it. */
class Devices extends Errand {
  items = $state.raw<readonly DeviceView[] | undefined>(undefined);
  readonly pending = $derived((this.items ?? []).filter((device) => device.state === "pending"));
  readonly approved = $derived((this.items ?? []).filter((device) => device.state === "approved"));
  readonly former = $derived(
    (this.items ?? []).filter((device) => device.state === "revoked" || device.state === "lost"),
  );

  async load(): Promise<void> {
    await this.look(async () => {
      this.items = (await api.get<DeviceList>("/api/devices")).items;
    });
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
