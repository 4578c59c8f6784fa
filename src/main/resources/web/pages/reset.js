import { html } from "../lib.js";
import { doorView, outcome } from "../account/door.js";
import { door } from "../core/accounts.js";
import { Form, passwordHint } from "../ui/form.js";

/** Where the mail about a new password leads, and the one that welcomes to an account. */
export const resetPage = ({ query }) => {
  const token = query.get("token");
  let done = false;
  const form = new Form(async ({ password }) => {
    await door.reset(token, password);
    done = true;
  });
  const field = () => form.field("password", "New password", { type: "password", autocomplete: "new-password", testid: "reset-password", minlength: 10, maxlength: 200, hint: passwordHint });
  const asking = () => html`
    <p class="soft">You will be signed out everywhere and sign in with it.</p>
    ${form.view(field(), "Set password", { testid: "reset" })}
    <p><a href="#/forgot">Ask for a new link</a></p>
  `;
  const view = () => (done ? outcome("Your new password is set.") : token ? asking() : incomplete());
  return { title: "New password", view: () => doorView("Choose a password", view(), "reset") };
};

const incomplete = () => html`
  <p class="form-error" role="alert">This link is not complete. Copy all of it from the mail.</p>
  <p><a href="#/forgot">Ask for a new link</a></p>
`;
