import { z } from "zod";
import { BackupStatus, KeepSheet, PrintedSheet, RestorePause } from "../../contract/backup.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { confirmRestore } from "./confirm-restore.action.ts";
import { keepSheet } from "./keep-sheet.action.ts";
import { orderBackup } from "./order-backup.action.ts";
import { printSheetFor } from "./print-sheet.action.ts";
import { showBackups } from "./show-backups.action.ts";
import { showPause } from "./show-pause.action.ts";

/** /api/backups, /api/recovery-sheet and /api/restore-pause. */
export function backupRoutes(app: App, deps: Deps): void {
  app.get("/api/backups", { schema: { response: { 200: BackupStatus } } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup", "read-proofs");
    return showBackups(deps, caller.tenantId);
  });

  /** Orders one; it is written in the background, and `backup-changed` tells when it is there. */
  app.post("/api/backups", { schema: { response: { 202: z.object({}) } } }, async (request, reply) => {
    await orderBackup(deps, allowed(callerOf(request), "manage-setup"));
    return reply.code(202).send({});
  });

  app.post("/api/recovery-sheet", { schema: { response: { 200: PrintedSheet } } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup");
    assertSteppedUp(caller, deps.clock.now());
    return printSheetFor(deps, caller);
  });

  app.post(
    "/api/recovery-sheet/kept",
    { schema: { body: KeepSheet, response: { 200: BackupStatus } } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-setup");
      assertSteppedUp(caller, deps.clock.now());
      await keepSheet(deps, caller, request.body);
      return showBackups(deps, caller.tenantId);
    },
  );

  app.get("/api/restore-pause", { schema: { response: { 200: RestorePause } } }, async (request) =>
    showPause(deps, callerOf(request).tenantId),
  );

  /** From here on messages leave again: whoever says so has just touched the passkey. */
  app.post("/api/restore-pause/confirm", { schema: { response: { 200: RestorePause } } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup");
    assertSteppedUp(caller, deps.clock.now());
    await confirmRestore(deps, caller);
    return showPause(deps, caller.tenantId);
  });
}
