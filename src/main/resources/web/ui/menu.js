import { html, nothing, ref } from "../lib.js";
import { invalidate } from "../core/loop.js";
import { icon } from "./icons.js";

const GAP = 6;
let menu = null;

/**
 * Opens a menu beside the button that was pressed. One at a time exists in the page, drawn above all else.
 * @param {Event} event the press
 * @param {{label: string, items: {label: string, icon?: string, danger?: boolean, testid?: string, run: () => void}[], top?: unknown}} content
 */
export function openMenu(event, content) {
  menu = { ...content, anchor: event.currentTarget };
  invalidate();
}

export function closeMenu() {
  const { anchor } = menu ?? {};
  menu = null;
  anchor?.focus();
  invalidate();
}

function choose(item) {
  closeMenu();
  item.run();
}

/** Stable, so that it runs once per opened menu and not with every drawing. */
function present(element) {
  if (element) queueMicrotask(() => {
    if (!element.isConnected || !menu) return;
    element.showPopover();
    const at = menu.anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const below = at.bottom + GAP + height < innerHeight;
    element.style.top = `${below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height)}px`;
    element.style.left = `${Math.max(GAP, Math.min(at.right - width, innerWidth - width - GAP))}px`;
    element.querySelector("button")?.focus();
  });
}

function toggled(event) {
  if (event.newState === "closed" && menu) {
    menu = null;
    invalidate();
  }
}

function walk(event) {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const here = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  buttons.at((here + step) % buttons.length).focus();
}

export const menuView = () =>
  menu
    ? html`
        <div class="menu" popover="auto" role="menu" aria-label=${menu.label} ${ref(present)} @toggle=${toggled} @keydown=${walk}>
          ${menu.top ?? nothing}
          ${menu.items.map(
            (item) => html`
              <button type="button" role="menuitem" class=${item.danger ? "danger" : ""}
                data-testid=${item.testid ?? nothing} @click=${() => choose(item)}>
                ${icon(item.icon)}<span>${item.label}</span>
              </button>
            `,
          )}
        </div>
      `
    : nothing;
