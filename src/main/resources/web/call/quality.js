/** Pure: what a browser's figures of a connection say about how it does. */

/** From here on a picture stutters and words are lost; from there on they hardly get through. */
const FAIR = { loss: 0.01, ms: 200 };
const POOR = { loss: 0.05, ms: 400 };

/** What counts of `getStats`, all of it since the connection began but the way's time and the picture's size. */
export function figures(reports) {
  const received = reports.filter(({ type }) => type === "inbound-rtp");
  const sum = (figure) => received.reduce((total, report) => total + (report[figure] ?? 0), 0);
  const picture = received.filter(({ frameWidth }) => frameWidth).toSorted((a, b) => b.frameWidth - a.frameWidth)[0];
  const pair = reports.find(({ type, nominated, state }) => type === "candidate-pair" && nominated && state === "succeeded");
  return {
    received: sum("packetsReceived"),
    lost: sum("packetsLost"),
    ms: pair?.currentRoundTripTime === undefined ? null : Math.round(pair.currentRoundTripTime * 1000),
    size: picture ? `${picture.frameWidth}×${picture.frameHeight}` : "",
  };
}

/**
 * How it went between two looks.
 * @returns {{grade: "good"|"fair"|"poor", ms: number?, lost: number, size: string}?} `lost` in percent; null when nothing can be said yet
 */
export function quality(before, now) {
  if (!before || now.ms === null) return null;
  // Of a track that has gone, the figures go too.
  const lost = Math.max(0, now.lost - before.lost);
  const came = Math.max(0, now.received - before.received);
  const loss = lost + came > 0 ? lost / (lost + came) : 0;
  const exceeds = (limit) => loss > limit.loss || now.ms > limit.ms;
  return { grade: exceeds(POOR) ? "poor" : exceeds(FAIR) ? "fair" : "good", ms: now.ms, lost: Math.round(loss * 100), size: now.size };
}
