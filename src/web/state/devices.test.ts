import { afterEach, expect, test, vi } from "vitest";
import type { DeviceView } from "../../contract/access.ts";
import { api } from "../api.ts";
import { devices } from "./devices.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const lists = (state: DeviceView["state"]) => ({ items: [{ id: "d", state } as DeviceView] });

/** Each look waits until the test answers it. */
function looks() {
  const asked: PromiseWithResolvers<unknown>[] = [];
  vi.spyOn(api, "get").mockImplementation(() => {
    const answer = Promise.withResolvers<never>();
    asked.push(answer as PromiseWithResolvers<unknown>);
    return answer.promise;
  });
  return (of: number, state: DeviceView["state"]) => asked[of]?.resolve(lists(state));
}
const states = () => devices.items?.map(({ state }) => state);

test("a device that was reported lost is no longer in use when the server has said so, whatever a look says that was asked before", async () => {
  const answer = looks();
  vi.spyOn(api, "post").mockResolvedValue({});
  const first = devices.load();
  answer(0, "approved");
  await first;
  const old = devices.load();
  await devices.end(devices.approved[0] ?? expect.fail(), "lost");
  expect([states(), devices.approved.length]).toEqual([["lost"], 0]);
  answer(1, "approved");
  await old;
  expect(states()).toEqual(["lost"]);
});

test("the last device from which an owner could approve another is known as that", () => {
  const device = (id: string, more: Partial<DeviceView> = {}) =>
    ({ id, state: "approved", memberRole: "owner", ownedByBusiness: true, ...more }) as DeviceView;
  const last = (items: DeviceView[]) => {
    devices.items = items;
    return items.filter((one) => devices.lastToApprove(one)).map(({ id }) => id);
  };
  const others = [
    device("office", { memberRole: "office" }),
    device("private", { ownedByBusiness: false }),
    device("gone", { state: "lost" }),
  ];
  expect(last([device("owner"), ...others])).toEqual(["owner"]);
  expect(last([device("owner"), device("second"), ...others])).toEqual([]);
});

test("of two looks the one asked for last stands, whichever is answered first; one that comes before it counts too", async () => {
  const answer = looks();
  const asking = [devices.load(), devices.load(), devices.load()];
  answer(0, "pending");
  await asking[0];
  expect(states()).toEqual(["pending"]);
  answer(2, "approved");
  await asking[2];
  answer(1, "pending");
  await asking[1];
  expect(states()).toEqual(["approved"]);
});
