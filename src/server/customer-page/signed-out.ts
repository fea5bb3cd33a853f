import { forCustomer, Problem } from "../platform/problem.ts";

/** The visit this came from is over. */
export const signedOut = (): Problem =>
  new Problem("gone", {
    detail: forCustomer("Zu Ihrer Sicherheit haben wir Sie abgemeldet. Öffnen Sie das Gespräch bitte mit Ihrem Link."),
  });
