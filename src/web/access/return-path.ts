/**
 * Where to go after signing in. The address bar may say anything ("?weiter="); only addresses of the staff app in this
 * closed list are followed, everything else leads to where the app begins (V40: open redirects, `javascript:`).
 */
const id = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const word = "[a-z-]{1,30}";
const places = new RegExp(
  `^/(posteingang(/${id})?|heute|mehr|team(/${id})?|plan(/${word})?|projekte(/${id})?|kontakte(/${id})?|recht(/${word}(/${id})?)?|einstellungen(/${word})?|einrichten/?(${word})?)$`,
);
const query = /^[A-Za-z0-9=&_.-]{0,200}$/;
export const home = "/";

export function returnPath(wanted: string | null): string {
  if (wanted === null) return home;
  const [path = "", search, ...more] = wanted.split("?");
  if (more.length > 0 || !places.test(path) || (search !== undefined && !query.test(search))) return home;
  return wanted;
}
