import { GraphError } from "./graph-error.ts";
import { asObject, isObject, type JsonObject, listAt, numberAt, stringAt } from "./json.ts";
import type { Sim, Template } from "./world.ts";
import { announce } from "./world.ts";

const CATEGORIES = ["AUTHENTICATION", "MARKETING", "UTILITY"];

/** Names of a text's variables in order: `{{1}}` or `{{name}}`. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g)].map((match) => match[1] ?? ""))];
}

export function componentOf(template: Template, type: string): JsonObject | undefined {
  return template.components.find((component) => stringAt(component, "type")?.toUpperCase() === type);
}

/** Checks a create or edit request; Meta answers code 100 with a 2388… subcode that says what is wrong. */
export function checkTemplate(body: JsonObject): void {
  const name = stringAt(body, "name") ?? "";
  if (!/^[a-z0-9_]{1,512}$/.test(name)) throw invalid(undefined, "Name: only a-z, 0-9 and _, at most 512 characters.");
  if (stringAt(body, "language") === undefined) throw invalid(undefined, "The language is missing.");
  const components = listAt(body, "components").filter(isObject);
  if (!components.some((c) => stringAt(c, "type")?.toUpperCase() === "BODY")) {
    throw invalid(2388072, "The template needs a component of type BODY.");
  }
  for (const component of components) checkComponent(component);
}

function checkComponent(component: JsonObject): void {
  const text = stringAt(component, "text") ?? "";
  const type = stringAt(component, "type")?.toUpperCase();
  if (type === "HEADER" && (text.length > 60 || variablesOf(text).length > 1)) {
    throw invalid(2388047, "Header: at most 60 characters and one variable.");
  }
  if (type === "FOOTER" && (text.length > 60 || variablesOf(text).length > 0)) {
    throw invalid(2388073, "Footer: at most 60 characters and no variable.");
  }
  if (type === "BUTTONS" && listAt(component, "buttons").length > 10) {
    throw invalid(2388040, "At most 10 buttons.");
  }
  if (type !== "BODY") return;
  if (text.length > 1024) throw invalid(2388040, "Body: at most 1024 characters.");
  if (/^\s*\{\{|\}\}\s*$/.test(text)) throw invalid(2388299, "The body must not start or end with a variable.");
  const words = text
    .replace(/\{\{[^}]*\}\}/g, " ")
    .split(/\s+/)
    .filter(Boolean).length;
  if (variablesOf(text).length > 0 && words < variablesOf(text).length * 2 + 1) {
    throw invalid(2388293, "Too many variables for the length of the text.");
  }
}

function invalid(subcode: number | undefined, details: string): GraphError {
  return new GraphError(100, { subcode, details, userTitle: "Template", message: "Invalid parameter" });
}

/** The category as Meta stores it; the pre-2023 name TRANSACTIONAL is still sent by old clients. */
export function categoryOf(body: JsonObject): string {
  const wish = (stringAt(body, "category") ?? "").toUpperCase();
  const category = wish === "TRANSACTIONAL" ? "UTILITY" : wish;
  if (!CATEGORIES.includes(category)) throw invalid(undefined, `Category must be one of ${CATEGORIES.join(", ")}.`);
  return category;
}

export function addTemplate(sim: Sim, body: JsonObject, status: string): Template {
  const template: Template = {
    id: sim.random.digits(15),
    name: stringAt(body, "name") ?? "",
    language: stringAt(body, "language") ?? "de",
    category: categoryOf(body),
    status,
    parameterFormat: (stringAt(body, "parameter_format") ?? "POSITIONAL").toUpperCase(),
    components: listAt(body, "components").map(asObject),
    ttlSeconds: numberAt(body, "message_send_ttl_seconds"),
    rejectedReason: "NONE",
    qualityScore: "UNKNOWN",
  };
  sim.world.templates.set(template.id, template);
  return template;
}

/** New or edited: stays PENDING until the review time is over, unless reviews are made by hand. */
export function startReview(sim: Sim, template: Template): void {
  template.status = "PENDING";
  if (sim.settings.templateReviewMs === null) return;
  sim.clock.after(sim.settings.templateReviewMs, async () => {
    if (template.status === "PENDING") await setTemplateStatus(sim, template, "APPROVED");
  });
}

/** Changes the status and tells the business with `message_template_status_update`. */
export async function setTemplateStatus(sim: Sim, template: Template, event: string, reason = "NONE"): Promise<void> {
  if (event === "DELETED") sim.world.templates.delete(template.id);
  // FLAGGED is a warning: the template can be sent until it is disabled.
  if (event !== "FLAGGED") template.status = event;
  template.rejectedReason = reason;
  announce(sim, "customers");
  const value = {
    event,
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
    reason,
    message_template_category: template.category,
  };
  await sim.deliveries.send([{ field: "message_template_status_update", value, timed: true }]);
}

export async function setTemplateCategory(sim: Sim, template: Template, category: string): Promise<void> {
  const previous = template.category;
  template.category = category;
  const value = {
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
    previous_category: previous,
    new_category: category,
  };
  await sim.deliveries.send([{ field: "template_category_update", value, timed: true }]);
}

/** What a GET shows; `fields` narrows it. */
export function templateView(template: Template, fields?: string[]): JsonObject {
  const all: JsonObject = {
    name: template.name,
    parameter_format: template.parameterFormat,
    components: template.components,
    language: template.language,
    status: template.status,
    category: template.category,
    rejected_reason: template.rejectedReason,
    quality_score: { score: template.qualityScore, date: 0 },
    message_send_ttl_seconds: template.ttlSeconds,
  };
  const shown = fields ?? ["name", "parameter_format", "components", "language", "status", "category"];
  const picked = Object.fromEntries(shown.filter((f) => f in all && all[f] !== undefined).map((f) => [f, all[f]]));
  return { ...picked, id: template.id };
}
