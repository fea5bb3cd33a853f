/** A day of a year nobody means: no form takes it (contract/values.ts). */
export const isStrangeDay = (day: string): boolean => day !== "" && (day < "1900" || day >= "3000");
