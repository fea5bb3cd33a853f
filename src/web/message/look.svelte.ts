/** How somebody looks at a picture: how large, up to 400 %, and how turned (U40). */
export class Look {
  zoom = $state(1);
  /** Quarter turns to the right. */
  turn = $state(0);

  readonly zoomBy = (factor: number): void => {
    this.zoom = Math.min(4, Math.max(1, this.zoom * factor));
  };
  readonly rotate = (): void => {
    this.turn += 1;
  };
  /** The next picture is looked at anew. */
  anew(): void {
    this.zoom = 1;
    this.turn = 0;
  }

  /** @returns whether this key is one of its own */
  key(key: string): boolean {
    if (key === "+") this.zoomBy(1.5);
    else if (key === "-") this.zoomBy(1 / 1.5);
    else if (key === "0") this.zoomBy(0);
    else if (key === "r") this.rotate();
    else return false;
    return true;
  }
}
