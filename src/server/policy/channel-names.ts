/** What a message can travel by, in the words of the facts. */
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
