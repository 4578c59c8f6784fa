import { html, nothing } from "../lib.js";
import { api } from "../core/api.js";
import { invalidate } from "../core/loop.js";
import { session } from "../core/session.js";
import { icon } from "../ui/icons.js";
import { avatar, roleNames } from "../ui/parts.js";

export const signInPage = (reason) => new SignInPage(reason);

class SignInPage {
  title = "Sign in";
  #error;
  #busy = false;
  #demo = null;

  constructor(reason) {
    this.#error = reason;
    // Only a demo server answers; any other simply has no such cards.
    api.demo().then((demo) => {
      this.#demo = demo;
      invalidate();
    }, () => {});
  }

  view() {
    return html`
      <div class="sign-in">
        <section class="hello">
          <img src="/logo.svg" alt="" width="56" height="56" />
          <h1 tabindex="-1">Lyceum</h1>
          <p class="lead">Live classes where every hand is seen, every answer counts and nobody loses their place.</p>
          <ul>
            <li>${icon("chat")}Chat that catches up by itself</li>
            <li>${icon("quiz")}Quizzes with a fair clock for everyone</li>
            <li>${icon("chart")}Progress you can watch grow</li>
          </ul>
        </section>
        <section class="card sign-in-card">
          <h2>Sign in</h2>
          ${this.#form()} ${this.#demo ? this.#demoView() : nothing}
        </section>
      </div>
    `;
  }

  #form() {
    return html`
      <form @submit=${this.#submit}>
        ${this.#error ? html`<p class="form-error" role="alert" data-testid="login-error">${icon("alert")}${this.#error}</p>` : nothing}
        <label>E-mail<input type="email" name="email" autocomplete="username" required data-testid="login-email" /></label>
        <label>Password<input type="password" name="password" autocomplete="current-password" required data-testid="login-password" /></label>
        <button type="submit" class="button primary big" data-testid="login-submit" ?disabled=${this.#busy}>${this.#busy ? "Signing in…" : "Sign in"}</button>
      </form>
    `;
  }

  #demoView() {
    const { people, password } = this.#demo;
    return html`
      <p class="or"><span>or look around as</span></p>
      <ul class="demo">
        ${people.map((person) => {
          const first = person.name.split(/\s+/)[0];
          const testid = `demo-${first.toLowerCase().replace(/[^\p{L}\d]/gu, "")}`;
          return html`
            <li>
              <button type="button" data-testid=${testid} data-email=${person.email} ?disabled=${this.#busy} @click=${() => this.#signIn(person.email, password)}>
                ${avatar({ id: person.email, name: person.name })}
                <span><b>${person.name}</b><small>${roleNames[person.role] ?? person.role}</small></span>
              </button>
            </li>
          `;
        })}
      </ul>
    `;
  }

  #submit = (event) => {
    event.preventDefault();
    const { email, password } = event.target.elements;
    this.#signIn(email.value.trim(), password.value);
  };

  async #signIn(email, password) {
    if (this.#busy) return;
    this.#busy = true;
    this.#error = null;
    invalidate();
    try {
      await session.signIn(email, password);
    } catch (error) {
      this.#error = error.message;
    }
    this.#busy = false;
    invalidate();
  }
}
