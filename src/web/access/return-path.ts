import { uuid } from "../../contract/uuid.ts";

/**
 * Where to go after signing in. The address bar may say anything ("?weiter="); only addresses of the staff app in this
 * closed list are followed, everything else leads to where the app begins (V40: open redirects, `javascript:`).
 */
const word = "[a-z-]{1,30}";
const places = new RegExp(
  `^/(posteingang(/${uuid})?|heute|mehr|team(/${uuid})?|plan(/${word})?|projekte(/${uuid})?|kontakte(/${uuid})?|recht(/${word}(/${uuid})?)?|einstellungen(/${word})?|einrichten/?(${word})?)$`,
);
/** Also the signs that stand for others: a search is in it as it was typed. */
const query = /^[A-Za-z0-9=&_.*%+-]{0,600}$/;
export const home = "/";

export function returnPath(wanted: string | null): string {
  if (wanted === null) return home;
  const [path = "", search, ...more] = wanted.split("?");
  if (more.length > 0 || !places.test(path) || (search !== undefined && !query.test(search))) return home;
  return wanted;
}
