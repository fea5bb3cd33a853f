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
  codeRoutes(app, deps);
  listRoutes(app, deps);
}

/** Each answers with the code somebody comes in by, once. */
function codeRoutes(app: App, deps: Deps): void {
  app.post(
    "/api/projects/:id/guests",
    { schema: { params: GuestsParams, body: InviteGuest, response: { 200: GuestInvited } } },
    async (request) => {
      const caller = allowed(callerOf(request), "invite-guests");
      assertSteppedUp(caller, deps.clock.now());
      const { id } = request.params;
      // Invited once; the code of a lost answer nobody has seen, so that this one takes its place.
      const guestId = await deps.db.withTenant(caller.tenantId, (tx) =>
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
    "/api/projects/:id/guests/:guest/code",
    { schema: { params: GuestParams, response: { 200: GuestInvited } } },
    async (request) => {
      const caller = allowed(callerOf(request), "invite-guests");
      assertSteppedUp(caller, deps.clock.now());
      const { id, guest } = request.params;
      await deps.db.withTenant(caller.tenantId, (tx) => accessGuest(tx, caller, id, guest));
      return { id: guest, code: await issueEnrolmentCode(deps, caller, guest, { lifeMs: guestCodeLifeMs }) };
    },
  );
}

/** Each answers with the guests of the project as they are now. */
function listRoutes(app: App, deps: Deps): void {
  const response = { 200: GuestList };
  const list = (caller: Caller, id: string, work?: (tx: Tx) => Promise<void>) =>
    deps.db.withTenant(caller.tenantId, async (tx) => {
      await work?.(tx);
      return { items: await showGuests(deps, tx, caller, id) };
    });

  app.get("/api/projects/:id/guests", { schema: { params: GuestsParams, response } }, async (request) => {
    const caller = allowed(callerOf(request), "invite-guests");
    return await list(caller, request.params.id);
  });

  app.patch(
    "/api/projects/:id/guests/:guest",
    { schema: { params: GuestParams, body: ChangeGuest, response } },
    async (request) => {
      const caller = allowed(callerOf(request), "invite-guests");
      assertSteppedUp(caller, deps.clock.now());
      const { id, guest } = request.params;
      return await list(caller, id, (tx) => moveGuest(deps, tx, caller, id, guest, request.body));
    },
  );

  // No fresh passkey to shut somebody out.
  app.post("/api/projects/:id/guests/:guest/end", { schema: { params: GuestParams, response } }, async (request) => {
    const caller = allowed(callerOf(request), "invite-guests");
    const { id, guest } = request.params;
    return await list(caller, id, (tx) => endGuest(deps, tx, caller, id, guest));
  });
}
