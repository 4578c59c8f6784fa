import { html } from "../lib.js";
import { DataPart } from "../account/data-part.js";
import { FactorPart } from "../account/factor-part.js";
import { SessionsPart } from "../account/sessions.js";
import { own } from "../core/accounts.js";
import { session } from "../core/session.js";
import { notify } from "../core/toast.js";
import { Form, passwordHint } from "../ui/form.js";
import { icon } from "../ui/icons.js";
import { avatar, roleNames } from "../ui/parts.js";

export const profilePage = () => new ProfilePage();

class ProfilePage {
  title = "Your account";
  #factor = new FactorPart();
  #sessions = new SessionsPart();
  #data = new DataPart();
  #password = new Form(async ({ oldPassword, newPassword }, form) => {
    await own.changePassword(oldPassword, newPassword);
    form.reset();
    notify("Your password is changed. Your other sign-ins have ended.");
    this.#sessions.load();
  });

  view() {
    const { user } = session;
    return html`
      <div class="page narrow">
        <header class="page-head">
          <a class="icon-button" href="#/" aria-label="Home">${icon("back")}</a>
          <h1 tabindex="-1">Your account</h1>
        </header>
        <section class="card profile" aria-label="Who you are" data-testid="profile">
          ${avatar(user)}<p><b>${user.name}</b><br /><small>${roleNames[user.role] ?? user.role} · school “${user.school}”</small></p>
        </section>
        ${this.#passwordView()} ${this.#factor.view()} ${this.#sessions.view()} ${this.#data.view()}
      </div>
    `;
  }

  #passwordView() {
    const form = this.#password;
    const fields = html`
      ${form.field("oldPassword", "Current password", { type: "password", autocomplete: "current-password", testid: "password-old", maxlength: 200 })}
      ${form.field("newPassword", "New password", { type: "password", autocomplete: "new-password", testid: "password-new", minlength: 10, maxlength: 200, hint: passwordHint })}
    `;
    return html`
      <section class="block" aria-labelledby="password-title">
        <header><h2 id="password-title">Password</h2></header>
        <div class="card">${form.view(fields, "Change password", { testid: "password" })}</div>
      </section>
    `;
  }
}
