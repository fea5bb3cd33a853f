import { ProblemError } from "../api.ts";
import { toasts } from "../state/toasts.svelte.ts";
import { requests } from "./requests.svelte.ts";

/** Does a step of a case and shows what came of it. @returns undefined when it was refused */
export async function run<T>(id: string, work: () => Promise<T>, said?: (result: T) => string): Promise<T | undefined> {
  try {
    const result = await work();
    if (said) toasts.show(said(result));
    await requests.look(id);
    return result;
  } catch (error) {
    toasts.refused(error);
    // Somebody was faster: what stands there now is shown.
    if (error instanceof ProblemError && error.code === "conflict") await requests.look(id);
    return undefined;
  }
}
