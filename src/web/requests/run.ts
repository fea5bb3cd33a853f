import { ProblemError } from "../api.ts";
import { toasts } from "../state/toasts.svelte.ts";
import { requests } from "./requests.svelte.ts";

/** Does a step of a case and shows what came of it. Throws what kept it from being done. */
export async function step<T>(id: string, work: () => Promise<T>, said?: (result: T) => string): Promise<T> {
  try {
    const result = await work();
    if (said) toasts.show(said(result));
    await requests.look(id);
    return result;
  } catch (error) {
    // Somebody was faster: what stands there now is shown.
    if (error instanceof ProblemError && error.code === "conflict") await requests.look(id);
    throw error;
  }
}

/** The same where nothing is typed that has to stay. @returns undefined when it was refused */
export async function run<T>(id: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step(id, work);
  } catch (error) {
    toasts.refused(error);
    return undefined;
  }
}
