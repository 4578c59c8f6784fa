import { html, nothing } from "../lib.js";
import { icon } from "../ui/icons.js";

const words = { good: "Good", fair: "Fair", poor: "Poor" };

/** How the way to somebody does: a colour, a word and the figures behind it. */
export function qualityBadge(quality) {
  if (!quality) return nothing;
  const { grade, ms, lost, size } = quality;
  const more = [` · ${lost} % lost`, size && ` · ${size}`].filter(Boolean).join("");
  return html`
    <span class="badge call-quality ${grade}" data-testid="call-quality" data-grade=${grade} title="${words[grade]} connection: ${ms} ms${more}">
      ${icon("wifi")}<span class=${grade === "good" ? "unseen" : ""}>${words[grade]}<span class="unseen"> connection</span></span><span>${ms} ms<span class="call-more">${more}</span></span>
    </span>
  `;
}
