import { make } from "./dom.ts";
import { dropKept } from "./on-its-way.ts";

/**
 * The visit is over, and whoever sits here now may be somebody else: nothing of it stays on the screen (U54), what is
 * half typed included. What the firm says to everybody stays, with why, and the ways on.
 */
export function clearAway(why: string): void {
  dropKept();
  const heading = document.querySelector("h1");
  const { slug } = document.body.dataset;
  const told = make("p", { id: "status", className: "problems", textContent: why });
  told.setAttribute("role", "alert");
  for (const part of [...(document.querySelector("main")?.children ?? [])])
    if (!part.matches("h1, .emergency, .contact")) part.remove();
  if (heading) heading.textContent = "Gespräch fortsetzen";
  heading?.after(
    told,
    make("p", {}, make("a", { className: "button", href: `/k/${slug}/weiter`, textContent: "Mit meinem Link öffnen" })),
    make("p", {}, make("a", { className: "button", href: `/k/${slug}`, textContent: "Neue Nachricht schreiben" })),
  );
}
