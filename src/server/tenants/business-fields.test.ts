import { expect, test } from "vitest";
import { demoBusiness } from "../demo/demo-business.ts";
import { validateBusiness } from "./business-fields.ts";

test("a GmbH without its legal form in the name hears so where the name is entered", () => {
  expect(validateBusiness(demoBusiness)).toEqual([]);
  expect(validateBusiness({ ...demoBusiness, name: "Brandt Haustechnik" })).toEqual([
    { field: "name", sentence: { de: "Zum Namen gehört der Zusatz „GmbH“.", en: "The name must say “GmbH”." } },
  ]);
  expect(validateBusiness({ ...demoBusiness, legalForm: "kg" })).toMatchObject([{ field: "name" }]);
});
