/** Which build of the app runs here, and whether the server has another one by now (U55). */
class Version {
  /** Another one lies on the server. Nothing happens by itself: whoever writes goes on writing. */
  newer = $state(false);
  readonly #own = [...document.scripts].find((one) => one.type === "module" && one.src !== "")?.src;

  /** Asked when net or server are back. */
  async look(): Promise<void> {
    if (this.newer || this.#own === undefined) return;
    try {
      const answer = await fetch("/files.json", { cache: "no-store" });
      if (!answer.ok) return;
      const files: unknown = await answer.json();
      this.newer = Array.isArray(files) && files.length > 0 && !files.includes(new URL(this.#own).pathname);
    } catch {
      // No net: there will be another break that ends.
    }
  }
}
export const version = new Version();
