const units = ["B", "kB", "MB", "GB", "TB"];

/** "42,7 kB" */
export function sizeText(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = (bytes / 1_000 ** step).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  return `${value} ${units[step]}`;
}
