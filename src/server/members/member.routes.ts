import { z } from "zod";
import {
  AskCode,
  ChangeMember,
  Done,
  EnrolmentCode,
  InviteMember,
  MemberInvited,
  MemberList,
  MemberParams,
  RecoveryCodes,
  RecoveryState,
} from "../../contract/access.ts";
import { MemberId } from "../../contract/ids.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { changeMember } from "./change-member.action.ts";
import { issueEnrolmentCode } from "./codes/issue-enrolment-code.action.ts";
import { printRecoveryCodes } from "./codes/print-recovery-codes.action.ts";
import { showRecoveryState } from "./codes/show-recovery-state.action.ts";
import { inviteMember, type KeepFirmRoom } from "./invite-member.action.ts";
import { showMembers } from "./show-members.action.ts";

const Nothing = z.strictObject({});

/** The people of the business, and the owner's printed codes. Register inside the staff scope. */
export function memberRoutes(app: App, deps: Deps, keepFirmRoom: KeepFirmRoom): void {
  const done = () => ({ now: deps.clock.now().toISOString() });
  /** For what lets someone in or makes them mightier; shutting someone out needs no passkey in hand. */
  const freshManager = (caller: Caller): Caller => {
    assertSteppedUp(allowed(caller, "manage-members"), deps.clock.now());
    return caller;
  };

  app.get("/api/members", { schema: { response: { 200: MemberList } } }, async (request) => ({
    items: await showMembers(deps, callerOf(request)),
  }));

  app.post("/api/members", { schema: { body: InviteMember, response: { 200: MemberInvited } } }, async (request) => {
    const id = await inviteMember(deps, freshManager(callerOf(request)), request.body, keepFirmRoom);
    return { id: MemberId.parse(id) };
  });

  app.patch(
    "/api/members/:id",
    { schema: { params: MemberParams, body: ChangeMember, response: { 200: Done } } },
    async (request) => {
      const { role, disabled } = request.body;
      const opens = role !== undefined || disabled === false;
      const caller = opens ? freshManager(callerOf(request)) : allowed(callerOf(request), "manage-members");
      await changeMember(deps, caller, request.params.id, request.body, keepFirmRoom);
      return done();
    },
  );

  app.post(
    "/api/members/:id/code",
    { schema: { params: MemberParams, body: AskCode, response: { 200: EnrolmentCode } } },
    async (request) => issueEnrolmentCode(deps, freshManager(callerOf(request)), request.params.id, request.body),
  );

  app.get("/api/recovery-codes", { schema: { response: { 200: RecoveryState } } }, async (request) =>
    showRecoveryState(deps, allowed(callerOf(request), "manage-members")),
  );

  app.post("/api/recovery-codes", { schema: { body: Nothing, response: { 200: RecoveryCodes } } }, async (request) => ({
    codes: await printRecoveryCodes(deps, freshManager(callerOf(request))),
    link: `${deps.publicUrl(request.tenantId)}/geraet`,
  }));
}
