import { MediaQuery, SvelteMap } from "svelte/reactivity";

/** The lines above everything, the most urgent first; a real breach that runs out comes before all of them. */
const order = ["breach", "insight", "replaced", "check"] as const;
export type BannerName = (typeof order)[number];

/** On a phone one of them stands there, with how many more there are; the list begins right below. */
class Banners {
  readonly #phone = new MediaQuery("max-width: 45em");
  readonly #there = new SvelteMap<BannerName, true>();
  /** All of them are shown, until one of them is gone. */
  unfolded = $state(false);

  /** @returns takes it away again */
  add(name: BannerName): () => void {
    this.#there.set(name, true);
    return () => {
      this.#there.delete(name);
      this.unfolded = false;
    };
  }

  get any(): boolean {
    return this.#there.size > 0;
  }

  shows(name: BannerName): boolean {
    return !this.#phone.current || this.unfolded || this.#first === name;
  }

  /** How many more there are than this one, where it is the first of a phone. */
  behind(name: BannerName): number {
    return this.#phone.current && this.#first === name ? this.#there.size - 1 : 0;
  }

  get #first(): BannerName | undefined {
    return order.find((one) => this.#there.has(one));
  }
}
export const banners = new Banners();
