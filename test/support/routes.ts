import type { App } from "../../src/server/platform/http.ts";

export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
}

/** Every route the server really has, read from its own router: no list of ours can forget one. */
export function allRoutes(http: App): Route[] {
  const routes: Route[] = [];
  const stack: string[] = [];
  for (const line of http.printRoutes({ commonPrefix: false }).split("\n")) {
    const match = /^([\s│]*)(?:├──|└──) (\S*)(?: \((.+)\))?$/.exec(line);
    if (!match) continue;
    const [, indent = "", part = "", methods] = match;
    stack.length = indent.length / 4;
    stack.push(part);
    for (const method of methods?.split(", ") ?? [])
      if (method !== "HEAD" && method !== "OPTIONS")
        routes.push({ method: method as Route["method"], path: stack.join("") });
  }
  return routes;
}

export const apiRoutes = (http: App): Route[] => allRoutes(http).filter(({ path }) => path.startsWith("/api/"));
