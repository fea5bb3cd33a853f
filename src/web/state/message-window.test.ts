import { expect, test } from "vitest";
import { ProblemError } from "../api.ts";
import { type LoadedPage, MessageWindow } from "./message-window.svelte.ts";
import { toasts } from "./toasts.svelte.ts";

interface Said {
  readonly id: string;
  readonly position: number;
}
/** Pages are answered when the test says so. */
class Talk extends MessageWindow<Said> {
  status = "ready" as const;
  readonly asked = new Map<string, (positions?: readonly number[], last?: number) => void>();
  constructor(positions: readonly number[], last: number) {
    super(0);
    this.items = said(positions);
    this.last = last;
    this.slice = { start: 0, end: positions.length };
  }
  protected page(query: string): Promise<LoadedPage<Said>> {
    const { promise, resolve, reject } = Promise.withResolvers<LoadedPage<Said>>();
    this.asked.set(query, (positions, last) => {
      if (positions) resolve({ items: said(positions), last, hasOlder: (positions[0] ?? 1) > 1 });
      else reject(new ProblemError("offline", 0, ""));
    });
    return promise;
  }
  protected async openNow(): Promise<boolean> {
    return true;
  }
  protected async renewStale(): Promise<readonly string[]> {
    return [];
  }
  /** One more is said. */
  async comes(position: number): Promise<void> {
    const fetched = this.fetchNew(true);
    this.asked.get(`&after=${position - 1}`)?.([position], position);
    await fetched;
  }
  catchUp = (): Promise<void> => this.fetchNew(true);
  protected isOthers(): boolean {
    return true;
  }
  protected arrived(): void {}
}
const said = (positions: readonly number[]): Said[] => positions.map((position) => ({ id: `m${position}`, position }));
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);
const shown = ({ shown }: Talk) => shown.map(({ position }) => position);

test("of two leaps the later one is shown, in whatever order the answers come", async () => {
  const talk = new Talk(from(201, 300), 300);
  const [first, second] = [talk.jumpTo(20), talk.jumpTo(120)];
  talk.asked.get("&around=120")?.(from(101, 140), 300);
  await second;
  talk.asked.get("&around=20")?.(from(1, 40), 300);
  await first;
  expect(shown(talk)).toContain(120);

  const [leap, end] = [talk.jumpTo(20), talk.toEnd()];
  talk.asked.get("")?.(from(241, 300), 300);
  await end;
  talk.asked.get("&around=20")?.(from(1, 40), 300);
  await leap;
  expect(shown(talk).at(-1)).toBe(300);
});

test("whoever stays at the end sees what comes however much it is, and no more is drawn than one can scroll through", async () => {
  const talk = new Talk(from(1, 144), 144);
  await talk.comes(145);
  expect(shown(talk).at(-1)).toBe(145);
  for (const position of from(146, 400)) await talk.comes(position);
  expect(shown(talk)).toEqual(from(281, 400));
  // Scrolled up nothing moves: what comes is counted.
  [talk.stuck, talk.newBelow] = [false, 0];
  for (const position of from(401, 500)) await talk.comes(position);
  expect([shown(talk)[0], talk.newBelow]).toEqual([281, 100]);
});

test("whoever stays at the end stays there when more comes at once than one page holds", async () => {
  const talk = new Talk(from(1, 80), 80);
  const coming = talk.catchUp();
  talk.asked.get("&after=80")?.(from(81, 140), 150);
  await expect.poll(() => talk.asked.get("&after=140")).toBeDefined();
  // Until all of it is here the end is where it was.
  expect([talk.atTail, talk.newBelow]).toEqual([true, 0]);
  talk.asked.get("&after=140")?.(from(141, 150), 150);
  await coming;
  expect([talk.atTail, talk.newBelow, shown(talk).at(-1)]).toEqual([true, 70, 150]);
  // Where the net goes between two pages, what stands here still is the end, and the next look fetches all of it.
  const broken = talk.catchUp();
  talk.asked.get("&after=150")?.(from(151, 210), 220);
  await expect.poll(() => talk.asked.get("&after=210")).toBeDefined();
  talk.asked.get("&after=210")?.();
  await expect(broken).rejects.toThrow();
  expect(talk.atTail).toBe(true);
});

test("a leap to a message that is gone shows what stands beside its place", async () => {
  const talk = new Talk(from(201, 300), 300);
  talk.slice = { start: 60, end: 100 };
  const leap = talk.jumpTo(20);
  talk.asked.get("&around=20")?.(
    from(1, 40).filter((position) => position !== 20),
    300,
  );
  expect(await leap).toBe(21);
  expect(shown(talk)).toContain(21);
});

test("a leap without a net says so, and what stood there stays", async () => {
  const talk = new Talk(from(201, 300), 400);
  for (const [query, leap] of [
    ["&around=20", () => talk.jumpTo(20)],
    ["", () => talk.toEnd()],
  ] as const) {
    toasts.dismiss();
    const going = leap();
    talk.asked.get(query)?.();
    expect(await going).toBeFalsy();
    expect(toasts.current?.kind).toBe("attention");
    expect(shown(talk)).toEqual(from(201, 300));
  }
  toasts.dismiss();
});
