import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Deps } from "../platform/deps.ts";
import { type DemoWhatsApp, isDemoOpen, seedDemoBusiness } from "./seed-demo-business.action.ts";
import { seedDemoConsents } from "./seed-demo-consents.action.ts";
import { seedDemoProjects } from "./seed-demo-projects.action.ts";
import { seedDemoRoster } from "./seed-demo-roster.action.ts";
import { seedDemoTeam } from "./seed-demo-team.action.ts";

/** Days before today on which the papers are dated: before the first customer of the demo wrote. */
const begunDays = 600;

/**
 * Fills a demo business. A file in the data folder says that it is not done yet: one that was cut off goes on where it
 * stood, and what somebody deleted in a finished demo does not come back.
 * @param goOn asked before each part; throws where the start is given up
 * @returns the account of WhatsApp
 */
export async function fillDemo(
  deps: Deps,
  tenantId: string,
  whatsapp: DemoWhatsApp,
  goOn: () => void = () => {},
): Promise<string> {
  const unfinished = join(deps.config.dataDir, "demo-unfinished");
  if (!(await isDemoOpen(deps, tenantId))) writeFileSync(unfinished, "");
  goOn();
  const accounts = await seedDemoBusiness(deps, tenantId, { whatsapp, since: begunDays });
  if (existsSync(unfinished)) {
    goOn();
    await seedDemoConsents(deps, tenantId, {
      webchat: accounts.webchatAccountId,
      whatsapp: accounts.whatsappAccountId,
    });
    goOn();
    await seedDemoTeam(deps, tenantId);
    await seedDemoProjects(deps, tenantId, goOn);
  }
  goOn();
  await seedDemoRoster(deps, tenantId);
  rmSync(unfinished, { force: true });
  return accounts.whatsappAccountId;
}
