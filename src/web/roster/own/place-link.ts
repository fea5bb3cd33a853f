/** Opens the map app of a phone; at a desk there is none, and nobody outside is asked. */
export function placeLink(place: string, agent: string): string | undefined {
  const where = encodeURIComponent(place);
  if (/iPhone|iPad/.test(agent)) return `maps://?q=${where}`;
  return /Android/.test(agent) ? `geo:0,0?q=${where}` : undefined;
}
