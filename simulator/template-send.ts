import { GraphError } from "./graph-error.ts";
import { asObject, isObject, type JsonObject, listAt, objectAt, stringAt } from "./json.ts";
import { componentOf, variablesOf } from "./templates.ts";
import type { Sim, Template } from "./world.ts";

/**
 * Finds the template of a send and checks its parameters.
 * Errors: 132001 (HTTP 404) unknown or not approved, 132015 paused, 132016 disabled, 132000 wrong number of
 * parameters, 132012 wrong kind of parameter.
 */
export function checkTemplateSend(sim: Sim, request: JsonObject | undefined): Template {
  const name = stringAt(request, "name");
  const language = stringAt(objectAt(request, "language"), "code");
  if (request === undefined || name === undefined)
    throw new GraphError(131008, { details: "template.name is missing." });
  if (language === undefined) throw new GraphError(131008, { details: "template.language.code is missing." });
  const template = [...sim.world.templates.values()].find((t) => t.name === name && t.language === language);
  if (template?.status === "PAUSED") throw new GraphError(132015);
  if (template?.status === "DISABLED") throw new GraphError(132016);
  if (template === undefined || template.status !== "APPROVED") {
    throw new GraphError(132001, { details: `template name (${name}) does not exist in ${language}` });
  }
  checkHeader(template, request);
  checkBody(template, request);
  checkButtons(template, request);
  return template;
}

function parametersFor(request: JsonObject, type: string): JsonObject[] {
  const component = listAt(request, "components").find((c) => stringAt(c, "type")?.toLowerCase() === type);
  return listAt(component, "parameters").map(asObject);
}

function checkBody(template: Template, request: JsonObject): void {
  const text = stringAt(componentOf(template, "BODY"), "text") ?? "";
  checkTexts("body", variablesOf(text), parametersFor(request, "body"), template.parameterFormat === "NAMED");
}

function checkTexts(place: string, variables: string[], parameters: JsonObject[], named: boolean): void {
  if (parameters.length !== variables.length) {
    throw new GraphError(132000, {
      details:
        `${place}: number of localizable_params (${parameters.length}) does not match the expected number of ` +
        `params (${variables.length})`,
    });
  }
  for (const [index, parameter] of parameters.entries()) {
    const kind = stringAt(parameter, "type") ?? "text";
    if (!["text", "currency", "date_time"].includes(kind)) {
      throw new GraphError(132012, { details: `${place}: parameter ${index + 1} has type ${kind}, expected text` });
    }
    if (named && !variables.includes(stringAt(parameter, "parameter_name") ?? "")) {
      throw new GraphError(132012, { details: `${place}: parameter_name is missing or not part of the template` });
    }
    checkTextValue(place, index, kind, parameter);
  }
}

/** A variable's value is one line: no line breaks, no tabs, no more than four spaces in a row, not empty. */
function checkTextValue(place: string, index: number, kind: string, parameter: JsonObject): void {
  if (kind !== "text") return;
  const value = stringAt(parameter, "text");
  if (value === undefined || value === "") {
    throw new GraphError(131008, { details: `${place}: parameter ${index + 1} of type text is missing text value` });
  }
  if (/[\n\t]| {5,}/.test(value)) {
    throw new GraphError(132012, {
      details: `${place}: param text cannot have new-line/tab characters or more than 4 consecutive spaces`,
    });
  }
}

function checkHeader(template: Template, request: JsonObject): void {
  const header = componentOf(template, "HEADER");
  const parameters = parametersFor(request, "header");
  const format = (stringAt(header, "format") ?? "TEXT").toLowerCase();
  if (header === undefined || format === "text") {
    checkTexts("header", variablesOf(stringAt(header, "text") ?? ""), parameters, template.parameterFormat === "NAMED");
    return;
  }
  const kind = stringAt(parameters[0], "type") ?? "none";
  if (kind !== format) {
    throw new GraphError(132012, {
      details: `header: Format mismatch, expected ${format.toUpperCase()}, received ${kind.toUpperCase()}`,
    });
  }
}

function checkButtons(template: Template, request: JsonObject): void {
  const buttons = listAt(componentOf(template, "BUTTONS"), "buttons").map(asObject);
  const sent = listAt(request, "components").filter(
    (c): c is JsonObject => isObject(c) && stringAt(c, "type")?.toLowerCase() === "button",
  );
  for (const component of sent) {
    if (buttons[Number(component.index)] === undefined) {
      throw new GraphError(132012, {
        details: `buttons: index ${String(component.index)} does not exist in the template`,
      });
    }
  }
  for (const [index, button] of buttons.entries()) {
    const needed = variablesOf(stringAt(button, "url") ?? "").length;
    const component = sent.find((c) => Number(c.index) === index && stringAt(c, "sub_type")?.toLowerCase() === "url");
    const given = listAt(component, "parameters").length;
    if (stringAt(button, "type")?.toUpperCase() === "URL" && given !== needed) {
      throw new GraphError(132000, {
        details: `buttons: button at index ${index} needs ${needed} parameters, got ${given}`,
      });
    }
  }
}
