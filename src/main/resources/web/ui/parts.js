import { html, nothing } from "../lib.js";
import { attempt, notify } from "../core/toast.js";
import { icon } from "./icons.js";

/** A person's initials on a colour that is always the same for that person. */
export function avatar(person, size = "") {
  const name = person.name ?? "?";
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const initials = (words.length > 1 ? words[0][0] + words.at(-1)[0] : name.slice(0, 2)).toUpperCase();
  let sum = 0;
  for (const char of name) sum = (sum * 31 + char.codePointAt(0)) >>> 0;
  return html`<span class="avatar tone-${sum % 8} ${size}" aria-hidden="true">${initials}</span>`;
}

export const emptyState = (iconName, title, text, action = nothing) => html`
  <div class="empty">
    <span class="empty-icon">${icon(iconName)}</span>
    <p class="empty-title">${title}</p>
    <p>${text}</p>
    ${action}
  </div>
`;

/** Grey lines in the place of what is still loading. */
export const skeleton = (lines = 3) => html`
  <div class="skeleton" role="status"><span class="unseen">Loading</span>${Array.from({ length: lines }, () => html`<i></i>`)}</div>
`;

/** Loaded, loading or failed: the three faces of a list fetched from the server. */
export function loaded(resource, view, lines) {
  if (resource.data) return view(resource.data);
  if (!resource.error) return skeleton(lines);
  return html`
    <div class="failure" role="alert">
      ${icon("alert")}<p>${resource.error.message}</p>
      <button type="button" class="button small" @click=${() => resource.load()}>Try again</button>
    </div>
  `;
}

export const roleNames = {
  student: "Student", teacher: "Teacher", admin: "Administrator", parent: "Parent", school_admin: "School administrator",
  super_admin: "Administrator", assistant: "Assistant", pupil: "Pupil", waiting: "In the lobby",
};

/** A share of a whole as a ring. */
export const ring = (percent, label) => html`
  <svg class="ring" viewBox="0 0 64 64" role="img" aria-label="${label}: ${percent} percent">
    <circle cx="32" cy="32" r="27" pathLength="100"></circle>
    <circle class="done" cx="32" cy="32" r="27" pathLength="100" stroke-dasharray="${percent} 100"></circle>
    <text x="32" y="37" text-anchor="middle">${percent}%</text>
  </svg>
`;

/** A join code that can be copied. */
export function codeChip(code, testid = "code") {
  // Without HTTPS browsers give no clipboard; the code can still be read.
  const copy = async () => navigator.clipboard && (await attempt(navigator.clipboard.writeText(code))) && notify("The code is copied.");
  return html`
    <button type="button" class="code-chip" data-testid=${testid} data-code=${code} @click=${copy} aria-label="Code ${code}, copy">
      <span>${code}</span>${icon("copy")}
    </button>
  `;
}
