import { z } from "zod";
import { ChangeTextBlock, NewTextBlock, TextBlock, TextBlockList } from "../../contract/text-blocks.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { addTextBlock, changeTextBlock, dropTextBlock, listTextBlocks } from "./keep-text-block.action.ts";

/** Whoever answers customers keeps and uses the text blocks of the business (U26). */
export function textBlockRoutes(app: App, deps: Deps): void {
  const params = z.object({ id: z.uuid() });

  app.get("/api/text-blocks", { schema: { response: { 200: TextBlockList } } }, async (request) => {
    const { tenantId } = allowed(callerOf(request), "answer-conversations");
    return { items: await deps.db.withTenant(tenantId, listTextBlocks) };
  });

  app.post("/api/text-blocks", { schema: { body: NewTextBlock, response: { 200: TextBlock } } }, async (request) => {
    const caller = allowed(callerOf(request), "answer-conversations");
    return await deps.db.withTenant(caller.tenantId, (tx) => addTextBlock(deps, tx, caller, request.body));
  });

  app.put(
    "/api/text-blocks/:id",
    { schema: { params, body: ChangeTextBlock, response: { 200: TextBlock } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      return await deps.db.withTenant(caller.tenantId, (tx) =>
        changeTextBlock(deps, tx, caller, request.params.id, request.body),
      );
    },
  );

  app.delete("/api/text-blocks/:id", { schema: { params, response: { 200: TextBlockList } } }, async (request) => {
    const caller = allowed(callerOf(request), "answer-conversations");
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      await dropTextBlock(deps, tx, caller, request.params.id);
      return { items: await listTextBlocks(tx) };
    });
  });
}
