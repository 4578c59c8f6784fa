import { html } from "../lib.js";

/** A page for those who are not signed in: one card in the middle. */
export const doorView = (title, body, testid) => html`
  <section class="card door" data-testid=${testid}>
    <a class="brand" href="#/" aria-label="Lyceum, to the sign-in"><img src="/logo.svg" alt="" width="32" height="32" /><span>Lyceum</span></a>
    <h1 tabindex="-1">${title}</h1>
    ${body}
  </section>
`;

/** How it went, said to screen readers too, and where to go from here. */
export const outcome = (text, link = "To the sign-in") => html`
  <p role="status" data-testid="outcome">${text}</p>
  <a class="button primary" href="#/" data-testid="to-sign-in">${link}</a>
`;
