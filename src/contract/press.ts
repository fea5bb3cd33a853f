import { z } from "zod";

/**
 * What is made by a press takes a number from the client: sent again because no answer came, it is the same press and is
 * done once, for seven days. A program that never asks again may leave it out.
 */
export const press = { clientId: z.uuid().optional() };
