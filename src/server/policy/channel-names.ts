/** What a message can travel by, as the catalogue names it (rules.md, fact vocabulary). */
export const channels = [
  "whatsapp_cloud",
  "whatsapp_app",
  "whatsapp_private",
  "own_webchat",
  "own_internal",
  "email",
  "sms",
  "phone",
  "none",
] as const;
