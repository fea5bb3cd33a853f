export const serverFlags: readonly string[];
export function isStart(args: string[]): boolean;
