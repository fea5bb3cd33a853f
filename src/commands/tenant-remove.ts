import { refuseRemoval } from "../server/house-export/refuse-removal.action.ts";
import { findBusiness } from "../server/tenants/find-business.action.ts";
import { removeTenant } from "../server/tenants/remove-tenant.action.ts";
import { type Call, out, say, withStore } from "./terminal.ts";

/** Takes a business that leaves out of this installation: keys, files and rows. */
export async function removeBusiness({ words: [name = ""], options }: Call): Promise<number> {
  if (options.yes !== undefined && options.yes !== name) {
    say("--yes nennt einen anderen Betrieb. Es wurde nichts gelöscht.");
    return 2;
  }
  return await withStore(undefined, async ({ deps, keyring }) => {
    const found = await findBusiness(deps, name);
    const whyDe = typeof found === "string" ? found : await refuseRemoval(deps, found, options.yes === name);
    if (typeof found === "string" || whyDe !== undefined) {
      say(`${whyDe} Es wurde nichts gelöscht.`);
      return 2;
    }
    const { rows, files } = await removeTenant(deps, keyring, found.tenantId);
    out(`„${name}“ ist gelöscht: die Schlüssel, ${files} Dateien und ${rows} Zeilen der Datenbank.`);
    out(
      "Ältere Sicherungen lassen sich für diesen Betrieb nicht mehr lesen, sobald die Schlüsseldatei neu geschrieben ist; das geschieht beim nächsten Start. Kopien der alten Schlüsseldatei müssen Sie selbst löschen.",
    );
    return 0;
  });
}
