import { html, nothing } from "../lib.js";
import { api } from "../core/api.js";
import { invalidate } from "../core/loop.js";
import { go } from "../core/router.js";
import { icon } from "../ui/icons.js";

/** One field for both kinds of code: people should not need to know which they were given. */
export class JoinBox {
  #error = null;
  #busy = false;

  view() {
    return html`
      <form class="join" @submit=${this.#join} aria-label="Join with a code">
        <label class="unseen" for="join-code">Code of a class or quiz</label>
        <input id="join-code" name="code" data-testid="join-code" placeholder="Class or quiz code" autocomplete="off" autocapitalize="off"
          spellcheck="false" maxlength="16" required aria-invalid=${Boolean(this.#error)} @input=${this.#forgive} />
        <button type="submit" class="button primary" data-testid="join-submit" ?disabled=${this.#busy}>Join${icon("arrow")}</button>
        ${this.#error ? html`<p class="form-error" role="alert" data-testid="join-error">${this.#error}</p>` : nothing}
      </form>
    `;
  }

  #forgive = () => {
    if (!this.#error) return;
    this.#error = null;
    invalidate();
  };

  #join = async (event) => {
    event.preventDefault();
    if (this.#busy) return;
    const code = event.target.elements.code.value.trim();
    this.#busy = true;
    try {
      go(await this.#find(code).catch((error) => this.#findCapitals(code, error)));
    } catch (error) {
      this.#error = error.code === "not_found" ? "No class or quiz has this code." : error.message;
    }
    this.#busy = false;
    invalidate();
  };

  /** Codes are read out and typed in a hurry: small letters are as good as capitals. */
  #findCapitals(code, error) {
    const capitals = code.toUpperCase();
    if (error.code !== "not_found" || capitals === code) throw error;
    return this.#find(capitals);
  }

  async #find(code) {
    try {
      return `/class/${(await api.joinClass(code)).id}`;
    } catch (error) {
      if (error.code !== "not_found" && error.code !== "invalid") throw error;
      return `/quiz/${(await api.joinQuiz(code)).id}`;
    }
  }
}
