// Small pure things every customer page needs.

/** `__Host-`: this host only, whole site, https only; the page's script cannot read it. */
export const customerCookie = "__Host-werkbote-k";
export const customerCookieOptions = {
  path: "/",
  httpOnly: true,
  secure: true,
  sameSite: "strict",
  maxAge: 86_400,
} as const;
