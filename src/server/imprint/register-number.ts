// A number of the register a firm stands in: Handels-, Gesellschafts-, Genossenschafts-, Vereinsregister.
const registers = ["HRA", "HRB", "GsR", "GnR", "VR"];
const typed = /^(HRA|HRB|GsR|GnR|VR)[\s.:-]*(?:Nr[\s.:]*)?(\d[\d\s]*)([a-z]{1,3})?$/i;

/** "hra12345" is meant as "HRA 12345"; what is no such number stays as it is. */
export function plainRegisterNumber(text: string): string {
  const [, register, digits, suffix] = typed.exec(text.trim()) ?? [];
  if (register === undefined || digits === undefined) return text;
  const name = registers.find((known) => known.toUpperCase() === register.toUpperCase()) ?? register;
  return [name, digits.replace(/\s/g, ""), ...(suffix === undefined ? [] : [suffix.toUpperCase()])].join(" ");
}
