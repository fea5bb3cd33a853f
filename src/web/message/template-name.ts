/** The name of a template as a heading: WhatsApp knows small letters, digits and underscores only, people read words. */
export function templateName(name: string): string {
  const words = name.replaceAll("_", " ").trim();
  return words === "" ? name : words[0]?.toUpperCase() + words.slice(1);
}
