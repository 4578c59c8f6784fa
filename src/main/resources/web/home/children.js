import { html } from "../lib.js";
import { icon } from "../ui/icons.js";
import { avatar, emptyState, loaded } from "../ui/parts.js";

/** A parent's children, each with the way to their progress. */
export const childrenView = (children) => html`
  <section class="block" aria-labelledby="children-title">
    <header><h2 id="children-title">Your children</h2></header>
    ${loaded(children, listView, 1)}
  </section>
`;

const listView = (children) =>
  children.length === 0
    ? emptyState("people", "No children yet", "The school says whose progress you may follow.")
    : html`
        <ul class="plain-list">
          ${children.map(
            (child) => html`
              <li>
                <a href="#/child/${encodeURIComponent(child.id)}" data-testid="child" data-child=${child.id}>
                  ${avatar(child)}<span><b>${child.name}</b><small>Courses and progress</small></span>${icon("arrow")}
                </a>
              </li>
            `,
          )}
        </ul>
      `;
