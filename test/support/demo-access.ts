import type { DemoWhatsApp } from "../../src/server/demo/seed-demo-business.action.ts";

/** What a simulator would say of itself; nobody asks it. */
export const demoWhatsApp: DemoWhatsApp = {
  baseUrl: "http://127.0.0.1:4601",
  phoneNumberId: "106540352242922",
  wabaId: "102290129340398",
  accessToken: "demo-access-token-of-the-simulator",
  appSecret: "demo-app-secret-1234",
  verifyToken: "demo-verify-token",
  mediaHosts: "127.0.0.1:4602",
};
