import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { Problem } from "../problem.ts";
import { holdOutgoing } from "./outgoing-bytes.adapter.ts";

/** An answer on its way, as far as it matters here. */
class Answer extends EventEmitter {
  destroyed = false;
  destroy(): this {
    this.destroyed = true;
    this.emit("close");
    return this;
  }
}
const film = 25_000_000;
const visitor = (name: string, address = `203.0.113.${name}`, tenantId = "ours") => ({
  tenantId,
  session: name,
  address,
});

test("a visitor has three films on the way; the next has room when one has left", () => {
  const answers = [new Answer(), new Answer(), new Answer()];
  for (const answer of answers) holdOutgoing(answer, visitor("1"), film);
  expect(() => holdOutgoing(new Answer(), visitor("1"), film)).toThrow(Problem);
  const other = new Answer();
  holdOutgoing(other, visitor("2"), film);
  answers[0]?.emit("finish");
  answers[0]?.emit("close");
  const fourth = new Answer();
  holdOutgoing(fourth, visitor("1"), film);
  expect(() => holdOutgoing(new Answer(), visitor("1"), film)).toThrow(Problem);
  for (const answer of [...answers, fourth, other]) answer.emit("close");
});

test("however many visits somebody begins, all from one address share its room", () => {
  const answers = ["3", "4", "5", "6"].map((name) => {
    const answer = new Answer();
    holdOutgoing(answer, visitor(name, "198.51.100.7"), film);
    return answer;
  });
  expect(() => holdOutgoing(new Answer(), visitor("7", "198.51.100.7"), film)).toThrow(Problem);
  for (const answer of answers) answer.emit("close");
});

test("whoever takes nothing is cut off, and whoever has left already takes no room", () => {
  vi.useFakeTimers();
  const slow = new Answer();
  holdOutgoing(slow, visitor("8"), 3 * film);
  vi.advanceTimersByTime(9 * 60_000);
  expect(slow.destroyed).toBe(false);
  vi.advanceTimersByTime(60_001);
  expect(slow.destroyed).toBe(true);
  vi.useRealTimers();
  expect(() => holdOutgoing(slow, visitor("8"), film)).toThrow(Problem);
  const next = new Answer();
  holdOutgoing(next, visitor("8"), 3 * film);
  next.emit("close");
});

test("guests have a budget of their own, and one of the staff a share of theirs", () => {
  const large = 50_000_000;
  const answers: Answer[] = [];
  const takes = (memberId: string, role: string) => {
    const answer = new Answer();
    holdOutgoing(answer, { tenantId: "ours", memberId, role }, large);
    answers.push(answer);
  };
  const guests = ["a", "b", "c"].map((name) => () => takes(name, "guest"));
  for (const take of [...guests.slice(0, 2), ...guests.slice(0, 2)]) take();
  for (const take of guests) expect(take).toThrow(Problem);
  for (let n = 0; n < 5; n++) takes("d", "crew");
  expect(() => takes("d", "crew")).toThrow(Problem);
  takes("e", "office");
  for (const answer of answers) answer.emit("close");
});

test("a business whose visitors or staff take all its room leaves another one's theirs, also behind the same address", () => {
  const answers: Answer[] = [];
  const takes = (receiver: Parameters<typeof holdOutgoing>[1], bytes = film) => {
    const answer = new Answer();
    holdOutgoing(answer, receiver, bytes);
    answers.push(answer);
  };
  const [house, elsewhere] = ["198.51.100.8", "198.51.100.9"];
  for (const name of ["10", "11", "12", "13"]) takes(visitor(name, house));
  expect(() => takes(visitor("14", house))).toThrow(Problem);
  takes(visitor("15", house, "theirs"));
  for (const name of ["16", "17"]) takes(visitor(name, elsewhere));
  expect(() => takes(visitor("18"))).toThrow(Problem);
  takes(visitor("19", "198.51.100.10", "theirs"));
  const member = (memberId: string, tenantId: string) => ({ tenantId, memberId, role: "crew" });
  for (const memberId of ["f", "g"]) takes(member(memberId, "ours"), 10 * film);
  expect(() => takes(member("h", "ours"))).toThrow(Problem);
  takes(member("i", "theirs"));
  for (const answer of answers) answer.emit("close");
});
