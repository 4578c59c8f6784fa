import { html, repeat } from "../lib.js";
import { school } from "../core/accounts.js";
import { dateOf } from "../core/format.js";
import { Resource } from "../core/resource.js";
import { attempt, notify } from "../core/toast.js";
import { Form } from "../ui/form.js";
import { emptyState, loaded, roleNames } from "../ui/parts.js";
import { roleField } from "./role-field.js";

/** Who was invited and has no account yet, and a form to invite. */
export class InvitationsPart {
  #list = new Resource(school.invitations);
  #form = new Form(async ({ email, role, days }, form) => {
    await school.invite({ email: email.trim(), role, days: Number(days) });
    form.reset();
    notify("The invitation is on its way.");
    this.#list.load();
  });

  view() {
    const form = this.#form;
    const fields = html`
      ${form.field("email", "E-mail", { type: "email", testid: "invite-email" })}
      <div class="pair">${roleField("student", "invite-role")} ${form.field("days", "Good for days", { testid: "invite-days", type: "number", inputmode: "numeric", value: "14", maxlength: 2 })}</div>
    `;
    return html`
      <section class="block" aria-labelledby="invitations-title">
        <header><h2 id="invitations-title">Invitations</h2></header>
        <div class="card">${form.view(fields, "Invite", { testid: "invite" })}</div>
        ${loaded(this.#list, (list) => this.#listView(list), 2)}
      </section>
    `;
  }

  #listView(list) {
    if (list.length === 0) return emptyState("send", "None open", "Who is invited is listed here until the account is made.");
    return html`
      <ul class="plain-list below">
        ${repeat(
          list,
          ({ id }) => id,
          ({ id, email, role, expiresAt }) => html`
            <li class="line" data-testid="invitation">
              <span class="line-text"><b>${email}</b><small>${roleNames[role] ?? role} · good until ${dateOf(expiresAt)}</small></span>
              <button type="button" class="button small" data-testid="invitation-revoke" aria-label="Take back the invitation of ${email}" @click=${() => this.#revoke(id)}>Take back</button>
            </li>
          `,
        )}
      </ul>
    `;
  }

  async #revoke(id) {
    if (await attempt(school.revoke(id))) notify("The invitation is taken back.");
    this.#list.load();
  }
}
