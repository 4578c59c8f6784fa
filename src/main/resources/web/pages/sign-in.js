import { html, nothing } from "../lib.js";
import { SecondStep } from "../account/second-step.js";
import { door } from "../core/accounts.js";
import { api } from "../core/api.js";
import { invalidate } from "../core/loop.js";
import { session } from "../core/session.js";
import { Form } from "../ui/form.js";
import { icon } from "../ui/icons.js";
import { avatar, roleNames } from "../ui/parts.js";

/** @param outcome how it went at another provider: `ok` or the code of an error */
export const signInPage = (reason, outcome) => new SignInPage(reason, outcome);

const refusals = {
  forbidden: "You are known there, but have no account here. Ask your school for an invitation.",
  unavailable: "That provider cannot be reached at the moment.",
};

class SignInPage {
  title = "Sign in";
  #demo = null;
  #providers = [];
  #second = null;
  #form = new Form(({ email, password }) => this.#enter(door.login(email.trim(), password)));

  constructor(reason, outcome) {
    if (reason) this.#form.fail(reason);
    if (outcome === "ok") this.#form.run(() => this.#enter(door.fromProvider()));
    else if (outcome) this.#form.fail(refusals[outcome] ?? "Signing in there did not work. Please try again.");
    door.providers().then((providers) => {
      this.#providers = providers.filter((provider) => provider.start);
      invalidate();
    }, () => {});
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
        <section class="card sign-in-card">${this.#second ? this.#secondView() : this.#firstView()}</section>
      </div>
    `;
  }

  #firstView() {
    return html`
      <h2>Sign in</h2>
      ${this.#form.view(this.#fields(), "Sign in", { testid: "login", big: true })}
      <p class="door-links"><a href="#/forgot" data-testid="to-forgot">Forgot password?</a><a href="#/register" data-testid="to-register">Create an account</a></p>
      ${this.#providers.length ? this.#providersView() : nothing} ${this.#demo ? this.#demoView() : nothing}
    `;
  }

  #secondView() {
    return html`<h2 tabindex="-1" data-testid="second-step">${this.#second.title}</h2>${this.#second.view()}`;
  }

  #fields() {
    return html`
      ${this.#form.field("email", "E-mail", { type: "email", autocomplete: "username", testid: "login-email" })}
      ${this.#form.field("password", "Password", { type: "password", autocomplete: "current-password", testid: "login-password", maxlength: 200 })}
    `;
  }

  #providersView() {
    return html`
      <p class="or"><span>or with</span></p>
      <div class="row">
        ${this.#providers.map(({ name, title }) => html`<a class="button" href="/v1/auth/external/${encodeURIComponent(name)}/start" data-testid="provider">${title}</a>`)}
      </div>
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
              <button type="button" data-testid=${testid} data-email=${person.email} ?disabled=${this.#form.busy} @click=${() => this.#signIn(person.email, password)}>
                ${avatar({ id: person.email, name: person.name })}
                <span><b>${person.name}</b><small>${roleNames[person.role] ?? person.role}</small></span>
              </button>
            </li>
          `;
        })}
      </ul>
    `;
  }

  #signIn(email, password) {
    if (!this.#form.busy) this.#form.run(() => this.#enter(door.login(email, password)));
  }

  async #enter(answered) {
    const answer = await answered;
    if (!answer.challenge) return session.begin(answer);
    this.#second = new SecondStep(answer, () => {
      this.#second = null;
      invalidate();
    });
  }
}
