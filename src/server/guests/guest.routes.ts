import { ChangeGuest, GuestInvited, GuestList, GuestParams, GuestsParams, InviteGuest } from "../../contract/guests.ts";
import { MemberId } from "../../contract/ids.ts";
import { guestCodeLifeMs } from "../members/access-times.ts";
import { issueEnrolmentCode } from "../members/codes/issue-enrolment-code.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { accessGuest } from "./access-guest.action.ts";
import { endGuest, moveGuest } from "./end-guest.action.ts";
import { inviteGuest } from "./invite-guest.action.ts";
import { showGuests } from "./show-guests.action.ts";

/** The office invites a subcontractor's people into one project, sees them and ends their access. */
export function guestRoutes(app: App, deps: Deps): void {
  const within = <T>({ tenantId }: Caller, work: (tx: Tx) => Promise<T>) => deps.db.withTenant(tenantId, work);
  const list = { response: { 200: GuestList } };
  const path = "/api/projects/:id/guests";

  app.get(path, { schema: { ...list, params: GuestsParams } }, async (request) => {
    const caller = allowed(callerOf(request), "invite-guests");
    return { items: await within(caller, (tx) => showGuests(deps, tx, caller, request.params.id)) };
  });

  app.post(
    path,
    { schema: { params: GuestsParams, body: InviteGuest, response: { 200: GuestInvited } } },
    async (request) => {
      const caller = allowed(callerOf(request), "invite-guests");
      assertSteppedUp(caller, deps.clock.now());
      const { id } = request.params;
      // Invited once; the code of a lost answer nobody has seen, so that this one takes its place.
      const guestId = await within(caller, (tx) =>
        pressOnce(deps, tx, caller, `invite-guest ${id}`, request.body, () =>
          inviteGuest(deps, tx, caller, id, request.body),
        ),
      );
      return {
        id: MemberId.parse(guestId),
        code: await issueEnrolmentCode(deps, caller, guestId, { lifeMs: guestCodeLifeMs }),
      };
    },
  );

  app.post(
    `${path}/:guest/code`,
    { schema: { params: GuestParams, response: { 200: GuestInvited } } },
    async (request) => {
      const caller = allowed(callerOf(request), "invite-guests");
      assertSteppedUp(caller, deps.clock.now());
      const { id, guest } = request.params;
      await within(caller, (tx) => accessGuest(tx, caller, id, guest));
      return { id: guest, code: await issueEnrolmentCode(deps, caller, guest, { lifeMs: guestCodeLifeMs }) };
    },
  );

  app.patch(`${path}/:guest`, { schema: { ...list, params: GuestParams, body: ChangeGuest } }, async (request) => {
    const caller = allowed(callerOf(request), "invite-guests");
    assertSteppedUp(caller, deps.clock.now());
    const { id, guest } = request.params;
    return await within(caller, async (tx) => {
      await moveGuest(deps, tx, caller, id, guest, request.body);
      return { items: await showGuests(deps, tx, caller, id) };
    });
  });

  // No fresh passkey to shut somebody out.
  app.post(`${path}/:guest/end`, { schema: { ...list, params: GuestParams } }, async (request) => {
    const caller = allowed(callerOf(request), "invite-guests");
    const { id, guest } = request.params;
    return await within(caller, async (tx) => {
      await endGuest(deps, tx, caller, id, guest);
      return { items: await showGuests(deps, tx, caller, id) };
    });
  });
}
