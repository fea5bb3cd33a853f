/**
 * Opens the map app of the device with an address, when somebody presses it; nothing is asked before. iPhones do not
 * know `geo:`; Apple's own address is handed to the map app there.
 */
export function mapAddress(address: string, agent: string): string {
  const place = encodeURIComponent(address.replace(/\s+/g, " ").trim());
  if (/iPhone|iPad|Macintosh/.test(agent)) return `https://maps.apple.com/?q=${place}`;
  if (/Android/.test(agent)) return `geo:0,0?q=${place}`;
  return `https://www.openstreetmap.org/search?query=${place}`;
}
