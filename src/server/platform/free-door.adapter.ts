import { createServer } from "node:net";

/**
 * Listens for a moment where the server will listen, before a database is made for nothing.
 * @throws one clear line when nobody can listen there
 */
export async function assertDoorFree(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => reject(new Error(lineFor(error, host, port))));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

function lineFor({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === "EADDRINUSE") return `PORT: auf ${port} läuft schon ein anderes Programm.`;
  if (code === "EACCES") return `PORT: ${port} darf dieser Benutzer nicht öffnen. Nimm eine Zahl ab 1024.`;
  if (code === "ENOTFOUND" || code === "EADDRNOTAVAIL" || code === "EAI_AGAIN")
    return `HOST: ${host} ist keine Adresse dieses Rechners.`;
  return message;
}
