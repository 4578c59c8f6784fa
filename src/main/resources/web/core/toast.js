import { html, repeat } from "../lib.js";
import { icon } from "../ui/icons.js";
import { invalidate } from "./loop.js";

const SHOWN_MS = 7_000;
let toasts = [];
let nextKey = 1;
let announcement = "";

function show(kind, text) {
  // The same complaint twice in a row is one complaint.
  toasts = toasts.filter((toast) => toast.text !== text);
  const toast = { key: nextKey++, kind, text };
  toasts = [...toasts.slice(-2), toast];
  setTimeout(() => dismiss(toast), SHOWN_MS);
  invalidate();
}

function dismiss(toast) {
  toasts = toasts.filter((other) => other !== toast);
  invalidate();
}

export const notify = (text) => show("info", text);

/** Shows what the server (or the browser) said went wrong. */
export function complain(error) {
  // Closing and signing out are the person's own doing.
  if (error?.code === "closed" || error?.code === "unauthenticated") return;
  const problems = (error?.details ?? []).map(({ field, problem }) => `${field} ${problem}`).join("; ");
  show("error", [error?.message ?? "Something went wrong.", problems].filter(Boolean).join(" "));
}

/** Runs a promise for its effect; its failure becomes a toast. Gives whether it went well. */
export async function attempt(promise) {
  try {
    await promise;
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}

/** For ears only: said by screen readers, not seen. */
export function announce(text) {
  announcement = text;
  invalidate();
}

export const toastsView = () => html`
  <div class="toasts" role="region" aria-label="Notices">
    ${repeat(
      toasts,
      (toast) => toast.key,
      (toast) => html`
        <div class="toast ${toast.kind}" data-testid="toast" role=${toast.kind === "error" ? "alert" : "status"}>
          ${icon(toast.kind === "error" ? "alert" : "info")}
          <p>${toast.text}</p>
          <button type="button" class="icon-button" aria-label="Dismiss" @click=${() => dismiss(toast)}>${icon("close")}</button>
        </div>
      `,
    )}
  </div>
  <p class="unseen" aria-live="polite">${announcement}</p>
`;
