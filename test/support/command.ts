import { vi } from "vitest";
import type { Call, Command } from "../../src/commands/terminal.ts";

/**
 * A command as its function, without a process of its own, which takes most of the time. What it is refused with it throws.
 * @param settings its environment, beside what is set here
 */
export async function called(
  command: Command,
  { words = [], options = {} }: Partial<Call>,
  settings: NodeJS.ProcessEnv,
): Promise<{ status: number; stdout: string; stderr: string }> {
  const said = { stdout: "", stderr: "" };
  const ears = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      said[name] += text;
      return true;
    }),
  );
  const before = process.env;
  process.env = { ...before, ...settings };
  // It reads them at once, before it waits for anything.
  const done = command({ words, options });
  process.env = before;
  try {
    return { status: await done, ...said };
  } finally {
    for (const ear of ears) ear.mockRestore();
  }
}
