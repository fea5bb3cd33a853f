import { isTransient } from "../../api.ts";
import { newClientId } from "../../client-id.ts";

const presses = new WeakMap<object, string>();

/**
 * One press until it was answered: pressed again because no answer came, also in a dialog that was opened anew, it is
 * the same one, and nothing goes out twice.
 * @param about what the press is for
 */
export async function pressOnce<T>(about: object, send: (clientId: string) => Promise<T>): Promise<T> {
  const clientId = presses.get(about) ?? newClientId();
  presses.set(about, clientId);
  try {
    const answer = await send(clientId);
    presses.delete(about);
    return answer;
  } catch (error) {
    if (!isTransient(error)) presses.delete(about);
    throw error;
  }
}
