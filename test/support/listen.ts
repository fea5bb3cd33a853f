/** Opens a stream of events as a screen does. */
export async function listen(url: string, token: string) {
  const end = new AbortController();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: end.signal });
  if (!answer.body) throw new Error(`no stream: ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    text: () => text,
    async until(enough: (text: string) => boolean) {
      while (!enough(text)) {
        const { value, done } = await reader.read();
        if (done) throw new Error("the stream ended");
        text += value;
      }
    },
    stop: () => end.abort(),
  };
}
