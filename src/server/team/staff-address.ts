/** The form in which a channel keeps the same address, so that both have the same hash. */
export function staffAddressOf(typed: string): { kind: "phone" | "email"; value: string } | undefined {
  const text = typed.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return { kind: "email", value: text.toLowerCase() };
  if (!/^[+\d][\d\s()/.-]{5,24}$/.test(text)) return undefined;
  const digits = text.replace(/\D/g, "");
  // At home nobody writes the country: 0171… is +49171…
  const whole = text.startsWith("+") ? digits : digits.replace(/^00/, "").replace(/^0/, "49");
  return whole.length < 8 ? undefined : { kind: "phone", value: `+${whole}` };
}
