import { expect, test } from "vitest";
import { MemberId } from "../contract/ids.ts";
import { rowCommands } from "./row-commands.ts";

test("the palette offers to take over what is somebody else's or nobody's, and not what is one's own", () => {
  const [sandra, uwe] = [1, 2].map((n) => MemberId.parse(`01a2338e-d70b-7000-8000-00000000000${n}`));
  const offered = (id: typeof uwe) =>
    rowCommands({ state: "open", assignee: id ? { id, name: "Uwe" } : null }, sandra).some(([key]) => key === "a");
  expect([offered(uwe), offered(undefined), offered(sandra)]).toEqual([true, true, false]);
  expect(rowCommands({ state: "closed", assignee: null }, sandra)[1]?.[1]).toBe("header.reopen");
});
