/** A mark on a photo; places are parts of its width and height, so that they hold at any size. */
export interface Mark {
  readonly kind: "arrow" | "circle" | "text" | "blur";
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly text: string;
}

type Pen = CanvasRenderingContext2D;
const colour = "#e0301e";
const rim = "#ffffff";

/** Paints the photo and its marks; the marks of the copy are burnt in, nothing of what they cover is below them. */
export function paint(
  pen: Pen,
  picture: CanvasImageSource,
  width: number,
  height: number,
  marks: readonly Mark[],
): void {
  pen.drawImage(picture, 0, 0, width, height);
  // What is made unreadable comes first, so that an arrow may point at it.
  for (const mark of marks) if (mark.kind === "blur") mosaic(pen, mark, width, height);
  for (const mark of marks) {
    if (mark.kind === "arrow") arrow(pen, mark, width, height);
    if (mark.kind === "circle") circle(pen, mark, width, height);
    if (mark.kind === "text") words(pen, mark, width, height);
  }
}

/** Moves a mark, or its end only; it never leaves the photo whole. */
export function moveMark(mark: Mark, dx: number, dy: number, endOnly: boolean): Mark {
  const hold = (value: number) => Math.min(1, Math.max(0, value));
  const end = { x2: hold(mark.x2 + dx), y2: hold(mark.y2 + dy) };
  return endOnly ? { ...mark, ...end } : { ...mark, ...end, x1: hold(mark.x1 + dx), y1: hold(mark.y1 + dy) };
}

/** Where a mark placed by key begins: around the middle. */
export const inTheMiddle = { x1: 0.4, y1: 0.42, x2: 0.6, y2: 0.58 };

const thickness = (width: number, height: number): number => Math.max(4, Math.max(width, height) / 180);

function stroke(pen: Pen, line: number, draw: () => void): void {
  pen.lineCap = "round";
  pen.lineJoin = "round";
  for (const [style, wide] of [
    [rim, line * 1.8],
    [colour, line],
  ] as const) {
    pen.strokeStyle = style;
    pen.lineWidth = wide;
    pen.beginPath();
    draw();
    pen.stroke();
  }
}

function arrow(pen: Pen, { x1, y1, x2, y2 }: Mark, width: number, height: number): void {
  const line = thickness(width, height);
  const [ax, ay, bx, by] = [x1 * width, y1 * height, x2 * width, y2 * height];
  const turn = Math.atan2(by - ay, bx - ax);
  const tip = line * 5;
  stroke(pen, line, () => {
    pen.moveTo(ax, ay);
    pen.lineTo(bx, by);
    for (const side of [-1, 1]) {
      pen.moveTo(bx, by);
      pen.lineTo(bx - tip * Math.cos(turn + side * 0.5), by - tip * Math.sin(turn + side * 0.5));
    }
  });
}

function circle(pen: Pen, { x1, y1, x2, y2 }: Mark, width: number, height: number): void {
  const [cx, cy] = [((x1 + x2) / 2) * width, ((y1 + y2) / 2) * height];
  const [rx, ry] = [Math.abs(x2 - x1) * (width / 2), Math.abs(y2 - y1) * (height / 2)];
  stroke(pen, thickness(width, height), () => pen.ellipse(cx, cy, Math.max(rx, 6), Math.max(ry, 6), 0, 0, Math.PI * 2));
}

function words(pen: Pen, { x1, y1, text }: Mark, width: number, height: number): void {
  const size = Math.max(16, Math.max(width, height) / 28);
  pen.font = `600 ${size}px system-ui, sans-serif`;
  pen.textBaseline = "middle";
  const wide = pen.measureText(text).width;
  const [x, y] = [Math.min(x1 * width, Math.max(0, width - wide - size)), y1 * height];
  pen.fillStyle = colour;
  pen.fillRect(x, y - size * 0.75, wide + size, size * 1.5);
  pen.fillStyle = rim;
  pen.fillText(text, x + size / 2, y);
}

/** Eight coarse fields along the longer edge: no face, no plate and no name can be brought back from them. */
function mosaic(pen: Pen, { x1, y1, x2, y2 }: Mark, width: number, height: number): void {
  const [x, y] = [Math.floor(Math.min(x1, x2) * width), Math.floor(Math.min(y1, y2) * height)];
  const wide = Math.max(8, Math.ceil(Math.abs(x2 - x1) * width));
  const high = Math.max(8, Math.ceil(Math.abs(y2 - y1) * height));
  const field = Math.max(wide, high) / 8;
  const small = document.createElement("canvas");
  small.width = Math.max(1, Math.round(wide / field));
  small.height = Math.max(1, Math.round(high / field));
  const tiny = small.getContext("2d");
  if (!tiny) return;
  tiny.imageSmoothingQuality = "high";
  tiny.drawImage(pen.canvas, x, y, wide, high, 0, 0, small.width, small.height);
  pen.save();
  pen.imageSmoothingEnabled = false;
  pen.drawImage(small, 0, 0, small.width, small.height, x, y, wide, high);
  pen.restore();
}
