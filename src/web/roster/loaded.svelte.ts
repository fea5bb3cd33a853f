import { api } from "../api.ts";
import { Errand } from "../state/errand.svelte.ts";

/** One answer of the server as state: what came last stays while the next is fetched. */
export class Loaded<T> extends Errand {
  value = $state.raw<T>();

  async load(path: string): Promise<void> {
    await this.look(
      () => api.get<T>(path),
      (value) => {
        this.value = value;
      },
    );
  }
}
