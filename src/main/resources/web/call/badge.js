import { html, nothing } from "../lib.js";
import { icon } from "../ui/icons.js";

const words = { good: "Good connection", fair: "Fair connection", poor: "Poor connection" };

/** How the way to somebody does: a colour, a word and the figures behind it. */
export function qualityBadge(quality) {
  if (!quality) return nothing;
  const { grade, ms, lost, size } = quality;
  const figures = [`${ms} ms`, `${lost} % lost`, size].filter(Boolean).join(" · ");
  return html`
    <span class="badge call-quality ${grade}" data-testid="call-quality" data-grade=${grade} title="${words[grade]}: ${figures}">
      ${icon("wifi")}<span class=${grade === "good" ? "unseen" : ""}>${words[grade]}</span><span>${figures}</span>
    </span>
  `;
}
