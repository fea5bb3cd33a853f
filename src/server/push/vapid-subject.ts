export type VapidSubject =
  | { readonly kind: "fine"; readonly subject: string }
  | { readonly kind: "wrong"; readonly why: string };

const unreal =
  /(^|\.)(example|invalid|test|local|localhost|internal|lan|home)$|(^|\.)example\.(com|org|net)$|^[\d.]+$/i;

/**
 * Whom a push service writes to when our pushes make trouble (RFC 8292). Apple refuses one that cannot be real with
 * 403 BadJwtToken, and then no iPhone of the business hears anything.
 * @param given an address of the operator, `mailto:` or `https:`; undefined: none was set
 * @param mail the mail address of the business
 * @param demo a demo's addresses are made up, and it pushes to nobody
 */
export function vapidSubject(given: string | undefined, mail: string, demo: boolean): VapidSubject {
  const subject = given ?? (mail === "" ? "" : `mailto:${mail}`);
  if (subject === "")
    return wrong(
      "Es fehlt eine E-Mail-Adresse. Trag sie in der Einrichtung unter Betrieb ein, oder setz WERKBOTE_PUSH_CONTACT.",
    );
  const host = /^mailto:[^\s@]+@([^\s@]+)$/.exec(subject)?.[1] ?? /^https:\/\/([^\s/:?#@]+)/.exec(subject)?.[1];
  if (host === undefined) return wrong(`${subject} ist keine Adresse mit mailto: oder https:.`);
  if (!demo && (unreal.test(host) || !host.includes(".")))
    return wrong(`${subject} kann es nicht geben. Apple nimmt dann keine Mitteilung an. Nötig ist eine echte Adresse.`);
  return { kind: "fine", subject };
}

function wrong(why: string): VapidSubject {
  return { kind: "wrong", why };
}
