import type { FastifyInstance } from "fastify";
import { GraphError, unknownObject } from "./graph-error.ts";
import { throwFault } from "./graph-messages.routes.ts";
import { asObject, type JsonObject, listAt } from "./json.ts";
import { pageOf } from "./paging.ts";
import { addTemplate, categoryOf, checkTemplate, setTemplateStatus, startReview, templateView } from "./templates.ts";
import type { Sim, Template } from "./world.ts";

interface ListQuery {
  fields?: string;
  limit?: string;
  after?: string;
  name?: string;
  status?: string;
  category?: string;
  language?: string;
  hsm_id?: string;
}

interface OfWaba {
  Params: { id: string };
  Querystring: ListQuery;
}

export function templateRoutes(app: FastifyInstance, sim: Sim): void {
  const requireWaba = (id: string, method: string) => {
    if (id !== sim.account.wabaId) throw unknownObject(method, id);
    throwFault(sim, "templates");
  };

  app.get<OfWaba>("/:id/message_templates", async (request) => {
    requireWaba(request.params.id, "GET");
    return listTemplates(sim, request.query, `${request.protocol}://${request.host}${request.url}`);
  });

  app.post<OfWaba>("/:id/message_templates", async (request) => {
    requireWaba(request.params.id, "POST");
    const body = asObject(request.body);
    checkTemplate(body);
    const twin = [...sim.world.templates.values()].some((t) => t.name === body.name && t.language === body.language);
    if (twin) {
      throw new GraphError(100, {
        subcode: 2388024,
        userTitle: "Template",
        details: "Name and language exist already.",
      });
    }
    const template = addTemplate(sim, body, "PENDING");
    startReview(sim, template);
    return { id: template.id, status: template.status, category: template.category };
  });

  app.post<OfWaba>("/:id/unpause", async (request) => {
    const template = sim.world.templates.get(request.params.id);
    if (template === undefined) throw unknownObject("POST", request.params.id);
    if (template.status !== "PAUSED") throw new GraphError(100, { details: "Only a paused template can be unpaused." });
    await setTemplateStatus(sim, template, "APPROVED");
    return { success: true };
  });

  app.delete<OfWaba>("/:id/message_templates", async (request) => {
    requireWaba(request.params.id, "DELETE");
    const { name, hsm_id } = request.query;
    const doomed = [...sim.world.templates.values()].filter(
      (t) => t.name === name && (hsm_id === undefined || t.id === hsm_id),
    );
    if (doomed.length === 0) throw new GraphError(100, { subcode: 2593002, details: "No template of this name." });
    if (doomed.some((t) => t.status === "DISABLED")) {
      throw new GraphError(100, { details: "A disabled template cannot be deleted." });
    }
    for (const template of doomed) await setTemplateStatus(sim, template, "DELETED");
    return { success: true };
  });
}

function listTemplates(sim: Sim, query: ListQuery, url: string): JsonObject {
  const matches = (wish: string | undefined, value: string) => wish === undefined || wish === value;
  const all = [...sim.world.templates.values()].filter(
    (t) =>
      (query.name === undefined || t.name.includes(query.name)) &&
      matches(query.status, t.status) &&
      matches(query.category, t.category) &&
      matches(query.language, t.language),
  );
  const { page, paging } = pageOf(all, query, url);
  const fields = query.fields?.split(",").map((field) => field.trim());
  const data = page.map((template) => templateView(template, fields));
  return paging === undefined ? { data } : { data, paging };
}

/** `POST /{template}`: replaces all components of an approved, rejected or paused template, which is reviewed again. */
export function editTemplate(sim: Sim, template: Template, body: JsonObject): JsonObject {
  if (!["APPROVED", "REJECTED", "PAUSED"].includes(template.status)) {
    throw new GraphError(100, { details: `A template that is ${template.status} cannot be edited.` });
  }
  const components = listAt(body, "components").map(asObject);
  const changed = { ...body, name: template.name, language: template.language };
  if (components.length > 0) {
    checkTemplate(changed);
    template.components = components;
  }
  if (body.category !== undefined && categoryOf(body) !== template.category) {
    if (template.status === "APPROVED") {
      throw new GraphError(100, { details: "The category of an approved template cannot be changed." });
    }
    template.category = categoryOf(body);
  }
  startReview(sim, template);
  return { success: true };
}
