/** What a customer reads of a colleague, and what stands at a photo: the first name, nothing else. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? "";
}
