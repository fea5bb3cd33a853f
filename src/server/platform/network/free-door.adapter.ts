import { createServer } from "node:net";
import { WrongSetting } from "../wrong-setting.ts";

/**
 * Listens for a moment where the server will listen, before a database is made for nothing.
 * @param beside further ports on this machine only: the demo's customers are there
 * @throws one clear line when nobody can listen there
 */
export async function assertDoorsFree(host: string, port: number, beside: readonly number[] = []): Promise<void> {
  const highest = 65_535 - beside.length;
  if (port > highest)
    throw new WrongSetting(`PORT: für die Demo höchstens ${highest}, sie nimmt auch die zwei danach.`);
  await listenOnce(host, port, (error) => doorTrouble(error, host, port));
  for (const one of beside)
    await listenOnce("127.0.0.1", one, (error) =>
      error.code === "EADDRINUSE"
        ? new Error(
            `PORT: die Demo nimmt auch die zwei Ports nach ${port}, und auf ${one} läuft schon ein anderes Programm. Nehmen Sie eine andere Zahl.`,
          )
        : doorTrouble(error, "127.0.0.1", one),
    );
}

function listenOnce(host: string, port: number, trouble: (error: NodeJS.ErrnoException) => Error): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => reject(trouble(error)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

/** Why nobody can listen there, in one line. */
export function doorTrouble({ code, message }: NodeJS.ErrnoException, host: string, port: number): Error {
  if (code === "EADDRINUSE")
    return new Error(`PORT: auf ${port} läuft schon ein anderes Programm. Nehmen Sie eine andere Zahl.`);
  if (code === "EACCES")
    return new WrongSetting(`PORT: ${port} darf dieser Benutzer nicht öffnen. Nehmen Sie eine Zahl ab 1024.`);
  const noneOfOurs = `HOST: ${host} ist keine Adresse dieses Rechners.`;
  // EINVAL: an address that holds on one network card only, and the card is not named (fe80::…).
  if (code === "ENOTFOUND" || code === "EINVAL") return new WrongSetting(noneOfOurs);
  // While a machine boots its network may not be there yet.
  return new Error(code === "EADDRNOTAVAIL" || code === "EAI_AGAIN" ? noneOfOurs : message);
}
