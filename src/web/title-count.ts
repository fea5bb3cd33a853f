const exact = (n: number) => (n > 99 ? "99+" : String(n));

/**
 * What is unread, for the title: the number of the inbox and that of the team as both lists say it (U16), exact to 99
 * (U17). Their sum alone would be a number that stands nowhere.
 */
export function titleCount(customers: number, team: number): string {
  const numbers = [customers, team].filter((n) => n > 0);
  return numbers.length === 0 ? "" : `(${numbers.map(exact).join(" + ")}) `;
}
