/** How many times the usual size somebody reads in. */
export const letterScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

/** Whether the names and some days stand side by side in it; in larger letters that takes more. */
export const holdsGrid = (width: number, scale: number): boolean => width >= 720 * scale;
