import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "vitest";
import { inSmallPieces, inStep } from "./small-pieces.adapter.ts";

const megabytes = 40;

test("what is done after the last piece waits until whoever collects it has taken what lies before", async () => {
  let over = false;
  async function* content() {
    yield* inSmallPieces([Buffer.alloc(megabytes * 1_000_000)]);
    over = true;
  }
  const server = createServer((_request, answer) => {
    inStep(content()).pipe(answer.writeHead(200));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const line = connect((server.address() as AddressInfo).port, "127.0.0.1");
  try {
    line.write("GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n");
    let taken = 0;
    for await (const bytes of line) {
      taken += bytes.length;
      // What a system holds ready for a line is a few megabytes at each end.
      if (taken < (megabytes / 2) * 1_000_000) expect(over).toBe(false);
    }
    expect([taken > megabytes * 1_000_000, over]).toEqual([true, true]);
  } finally {
    line.destroy();
    server.close();
  }
});
