// A number of the commercial register (Handelsregister) or the register of companies (Gesellschaftsregister).
const typed = /^(HRA|HRB|GsR)[\s.:-]*(?:Nr[\s.:]*)?(\d[\d\s]*)([a-z]{1,3})?$/i;

/** "hra12345" is meant as "HRA 12345"; what is no such number stays as it is. */
export function plainRegisterNumber(text: string): string {
  const [, register, digits, suffix] = typed.exec(text.trim()) ?? [];
  if (register === undefined || digits === undefined) return text;
  const name = register.toUpperCase() === "GSR" ? "GsR" : register.toUpperCase();
  return [name, digits.replace(/\s/g, ""), ...(suffix === undefined ? [] : [suffix.toUpperCase()])].join(" ");
}
