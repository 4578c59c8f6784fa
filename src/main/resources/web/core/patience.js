import { live } from "./live.js";

/** How long to wait before each further try. */
const PAUSES_MS = [300, 700, 1500, 3000];

/**
 * Follows a topic whose rights come from another one: being let into a class opens its chat and its quizzes a moment
 * later, so a first refusal is not taken for the last word.
 * @returns {() => void} ends it
 */
export function followPatiently(topic, handlers) {
  let tries = 0;
  let timer = 0;
  const begin = () => live.connection?.subscribe(topic, { ...handlers, onError });
  const onError = (error) => {
    const pause = PAUSES_MS[tries++];
    if (pause && (error.code === "forbidden" || error.code === "not_found")) timer = setTimeout(begin, pause);
    else handlers.onError?.(error);
  };
  begin();
  return () => {
    clearTimeout(timer);
    live.connection?.unsubscribe(topic);
  };
}
