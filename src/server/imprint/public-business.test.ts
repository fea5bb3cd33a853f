import { expect, test } from "vitest";
import { emptyBusiness } from "../tenants/business-fields.ts";
import { emptyImprint } from "../tenants/empty-drafts.ts";
import { publicBusiness } from "./public-business.ts";

const business = {
  ...emptyBusiness,
  name: "Prüf GmbH",
  legalForm: "gmbh",
  phone: "0371 555",
  emergencyPhone: "0371 5559",
  replyTime: "werktags",
};
const kept = { business, imprint: emptyImprint };
const shown = (change: object, published: unknown = kept) => {
  const { name, phone, emergencyPhone, replyTime } = publicBusiness({ ...business, ...change }, published);
  return [name, phone, emergencyPhone, replyTime];
};

test.each([
  ["nothing", {}, ["Prüf GmbH", "0371 555", "0371 5559", "werktags"]],
  ["the name, half typed", { name: "Prüf Holz" }, ["Prüf GmbH", "0371 555", "0371 5559", "werktags"]],
  ["the telephone, emptied", { phone: "" }, ["Prüf GmbH", "0371 555", "0371 5559", "werktags"]],
  ["an emergency of the state", { emergencyPhone: "112" }, ["Prüf GmbH", "0371 555", "0371 5559", "werktags"]],
  ["another duty telephone", { emergencyPhone: "0171 22222" }, ["Prüf GmbH", "0371 555", "0171 22222", "werktags"]],
  ["no duty any more", { emergencyPhone: "" }, ["Prüf GmbH", "0371 555", "", "werktags"]],
  ["when one answers, emptied", { replyTime: " ? " }, ["Prüf GmbH", "0371 555", "0371 5559", "werktags"]],
])("changed: %s", (_, change, expected) => {
  expect(shown(change)).toEqual(expected);
});

test("before there is an Impressum what is right of the draft counts", () => {
  expect(shown({ phone: "0371", emergencyPhone: "110" }, {})).toEqual(["Prüf GmbH", "", "", "werktags"]);
});
