import type { Texts } from "../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

/** English texts of the Ampel and the contracts. */
export const en: Texts<typeof de> = {
  "ampel.nav": "Traffic light",
  "ampel.title": "May we write today?",
  "ampel.print": "Print",
  "ampel.pdf": "As PDF",
  "ampel.channels": "Channels",
  "ampel.list": "Duties",
  "ampel.duties": "Duties: {red} red, {amber} amber, {green} green",
  "ampel.red": "Red",
  "ampel.amber": "Amber",
  "ampel.green": "Green",
  "ampel.step": "Next step for the owner: {step}",
  "ampel.day-due": "by {day}",
  "ampel.day-until": "in order until {day}",
  "ampel.day-checked": "checked on {day}",
  "ampel.stops-all": "Sending stops",
  "ampel.stops-starts": "New conversations stop",
  "ampel.legend":
    "Red stops sending, never receiving. Amber means something is due. Werkbote asks again before every message.",
  "ampel.rail-red": "Traffic light red",
  "ampel.rail-amber": "Traffic light amber",

  "contracts.nav": "Contracts",
  "contracts.title": "Contracts (Art. 28)",
  "contracts.lead":
    "You need a contract with everybody who processes data for you (Art. 28 GDPR). Without it no channel sends. Receiving always works.",
  "contracts.read-only": "You can look at everything here. Only the owner may change it.",
  "contracts.saving": "Saving …",
  "contracts.saved": "Saved",
  "contracts.failed": "Your entry is still here, but not saved yet.",
  "host.title": "Contract with the operator",
  "host.open": "{operator} runs this Werkbote for you. Read the contract and agree to it.",
  "host.newer": "{operator} offers a new version. The old one stays here.",
  "host.text": "Contract, version {version}",
  "host.read": "I have read the contract.",
  "host.read-first": "Read the contract, then tick this.",
  "host.agree": "Conclude the contract",
  "host.owner-only": "Only the owner may conclude it.",
  "host.current": "Version {version}: concluded by {name} on {day}",
  "host.past": "Earlier version {version}: concluded by {name} on {day}",
};
