import { make } from "./dom.ts";

/** What came below the glass and has not been seen; the first of it is where the link leads. */
let below: { readonly link: HTMLAnchorElement; count: number } | undefined;

/** Tells of a message that nobody sees from where the page stands (U09), until it comes into sight. */
export function pointBelow(message: Element): void {
  if (below) {
    below.count += 1;
    below.link.textContent = `${below.count} neue Nachrichten`;
    return;
  }
  const link = make("a", { className: "below", href: `#${message.id}`, textContent: "Neue Nachricht" });
  below = { link, count: 1 };
  document.querySelector("main")?.append(link);
  const sight = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    sight.disconnect();
    link.remove();
    below = undefined;
  });
  sight.observe(message);
}
