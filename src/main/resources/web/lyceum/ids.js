/**
 * Makes UUIDs of version 7 that never go backwards, so that ids sort in the order in which they were made.
 * @param {() => number} now the clock to stamp them with, ms
 * @returns {() => string}
 */
export function idMaker(now) {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const ms = Math.floor(now());
    // A clock corrected by a second or more is believed; smaller steps back only keep the order.
    if (ms > lastMs || lastMs - ms > 1000) {
      lastMs = ms;
      counter = Math.floor(Math.random() * 1024);
    } else if (++counter > 0xfff) {
      lastMs++;
      counter = 0;
    }
    const bytes = crypto.getRandomValues(new Uint8Array(8));
    bytes[0] = (bytes[0] & 0x3f) | 0x80;
    const time = lastMs.toString(16).padStart(12, "0");
    const tail = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const count = counter.toString(16).padStart(3, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  };
}
