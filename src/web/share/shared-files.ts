/**
 * The files another app handed over. The service worker holds them in memory only and gives them out once: nothing
 * that was shared lies on the phone in plain text (DV-2).
 */
export async function takeShared(): Promise<readonly File[]> {
  const worker = (await navigator.serviceWorker?.getRegistration())?.active;
  if (!worker) return [];
  return await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const late = setTimeout(() => resolve([]), 3_000);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      clearTimeout(late);
      resolve(Array.isArray(data) ? data.filter((one) => one instanceof File) : []);
    };
    worker.postMessage({ give: "shared" }, [port2]);
  });
}
