import { api } from "../core/api.js";
import { fold } from "./fold.js";

const PAGE = 50;

/**
 * The messages just below `before`. A page may hold edits and reactions only: pages are fetched until a message shows
 * up or nothing is left. Gives where the next call should begin and whether there is more.
 */
export async function olderMessages(topic, before) {
  let messages = [];
  let more = true;
  while (messages.length === 0 && more) {
    const { data } = await api.eventsBefore(topic, before, PAGE);
    for (const event of data) messages = fold(messages, event);
    more = data.length >= PAGE && data[0].seq > 1;
    before = data[0]?.seq ?? 0;
  }
  return { messages, before, more };
}
