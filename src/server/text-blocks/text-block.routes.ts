import { z } from "zod";
import { ChangeTextBlock, NewTextBlock, TextBlock, TextBlockList } from "../../contract/text-blocks.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { addTextBlock, changeTextBlock, dropTextBlock, listTextBlocks } from "./keep-text-block.action.ts";

/** Whoever answers customers keeps and uses the text blocks of the business (U26). */
export function textBlockRoutes(app: App, deps: Deps): void {
  const params = z.object({ id: z.uuid() });
  const answering = (caller: Caller): Caller => {
    if (!can(caller, "answer-conversations")) throw new Problem("not-allowed");
    return caller;
  };

  app.get("/api/text-blocks", { schema: { response: { 200: TextBlockList } } }, async (request) => {
    const { tenantId } = answering(callerOf(request));
    return { items: await deps.db.withTenant(tenantId, listTextBlocks) };
  });

  app.post("/api/text-blocks", { schema: { body: NewTextBlock, response: { 200: TextBlock } } }, async (request) => {
    const caller = answering(callerOf(request));
    return await deps.db.withTenant(caller.tenantId, (tx) => addTextBlock(deps, tx, caller, request.body));
  });

  app.put(
    "/api/text-blocks/:id",
    { schema: { params, body: ChangeTextBlock, response: { 200: TextBlock } } },
    async (request) => {
      const caller = answering(callerOf(request));
      return await deps.db.withTenant(caller.tenantId, (tx) =>
        changeTextBlock(deps, tx, caller, request.params.id, request.body),
      );
    },
  );

  app.delete("/api/text-blocks/:id", { schema: { params, response: { 200: TextBlockList } } }, async (request) => {
    const caller = answering(callerOf(request));
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      await dropTextBlock(tx, caller, request.params.id);
      return { items: await listTextBlocks(tx) };
    });
  });
}
