/** Matches "/posteingang/:id"; returns the named parts or undefined. A trailing "*" takes the rest. */
export function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.replace(/(.)\/$/, "$1").split("/");
  const open = wanted.at(-1) === "*";
  if (open ? given.length < wanted.length - 1 : given.length !== wanted.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part === "*") return params;
    const value = given[index] ?? "";
    if (part.startsWith(":")) {
      // What stands here goes into addresses of the server: a path in disguise must not lead elsewhere (V41).
      if (!/^[\w-]+$/.test(value)) return undefined;
      params[part.slice(1)] = value;
    } else if (part !== value) return undefined;
  }
  return params;
}
