import { installationUrl } from "../server/platform/network/own-address.ts";
import { hostMistake } from "../server/tenants/host-name.ts";
import { createPublicUrl } from "../server/tenants/public-url.action.ts";
import { setHost } from "../server/tenants/set-host.action.ts";
import { type Call, out, say, withStore } from "./terminal.ts";

/** Gives a business that exists a host of its own. */
export async function giveHost({ words: [name = "", host = ""] }: Call): Promise<number> {
  const mistake = hostMistake(host);
  if (mistake !== undefined) {
    say(`HOST: ${mistake}`);
    return 2;
  }
  return await withStore(undefined, async ({ deps }, config) => {
    const installation = () => installationUrl(config);
    const before = await createPublicUrl(deps, installation);
    const done = await setHost(deps, name, host, installation());
    if (done.kind === "refused") {
      say(done.whyDe);
      return 2;
    }
    const [old, now] = [before, await createPublicUrl(deps, installation)].map((at) => at(done.tenantId));
    out(`Erreichbar ist der Betrieb ab dem nächsten Start unter ${now}`);
    if (old !== now)
      out(`Bisher war es ${old}. Passkeys, Links und QR-Codes von dort gelten unter der neuen Adresse nicht.`);
    return 0;
  });
}
