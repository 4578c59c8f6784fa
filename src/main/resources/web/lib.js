/** The template library, named in one place: the page's only code from elsewhere, served by this server. */
export { html, svg, nothing, render } from "/webjars/lit-html/lit-html.js";
export { repeat } from "/webjars/lit-html/directives/repeat.js";
export { live } from "/webjars/lit-html/directives/live.js";
export { ref } from "/webjars/lit-html/directives/ref.js";
export { keyed } from "/webjars/lit-html/directives/keyed.js";
export { classMap } from "/webjars/lit-html/directives/class-map.js";

import { directive, Directive } from "/webjars/lit-html/directive.js";
import { nothing } from "/webjars/lit-html/lit-html.js";

/** Sets CSS custom properties from a template. The content policy forbids style attributes, the object model is allowed. */
export const vars = directive(
  class extends Directive {
    render() {
      return nothing;
    }
    update(part, [values]) {
      for (const [name, value] of Object.entries(values)) part.element.style.setProperty(name, value);
      return nothing;
    }
  },
);
