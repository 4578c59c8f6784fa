import { html, ref } from "../lib.js";
import { icon } from "./icons.js";



/** Stable, so that a dialog is opened once and not with every drawing. */
function present(element) {
  if (element) queueMicrotask(() => element.isConnected && !element.open && element.showModal());
}

function closeOutside(event) {
  if (event.target === event.currentTarget) event.currentTarget.close();
}

/** A modal dialog, open as long as it is drawn; Escape and the cross call `onClose`. */
export function dialog({ title, body, onClose, wide = false, testid = "dialog" }) {
  const heading = `${testid}-title`;
  return html`
    <dialog class=${wide ? "wide" : ""} aria-labelledby=${heading} data-testid=${testid}
      ${ref(present)} @close=${onClose} @mousedown=${closeOutside}>
      <div class="dialog-inner">
        <header>
          <h2 id=${heading}>${title}</h2>
          <button type="button" class="icon-button" aria-label="Close" @click=${(e) => e.target.closest("dialog").close()}>
            ${icon("close")}
          </button>
        </header>
        ${body}
      </div>
    </dialog>
  `;
}
