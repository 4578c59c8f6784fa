import { html, nothing } from "../lib.js";
import { doorView, outcome } from "../account/door.js";
import { door } from "../core/accounts.js";
import { Form, passwordHint } from "../ui/form.js";

/** Makes an account: by the link of an invitation, or in a school that is open to all. */
export const registerPage = ({ query }) => {
  const invitation = query.get("token");
  const school = query.get("school") ?? "";
  let next = null;
  const form = new Form(async (values) => {
    const account = { ...values, name: values.name.trim(), email: values.email.trim(), school: values.school.trim() };
    ({ next } = await door.register(invitation ? { ...account, invitation } : account));
  });
  const fields = () => html`
    ${form.field("school", "School", { testid: "register-school", value: school, maxlength: 128, readonly: Boolean(invitation && school), hint: invitation ? undefined : "The name for sign-ups that your school has given you." })}
    ${form.field("name", "Name", { autocomplete: "name", testid: "register-name", maxlength: 100 })}
    ${form.field("email", "E-mail", { type: "email", autocomplete: "username", testid: "register-email", hint: invitation ? "The address that was invited." : undefined })}
    ${form.field("password", "Password", { type: "password", autocomplete: "new-password", testid: "register-password", minlength: 10, maxlength: 200, hint: passwordHint })}
  `;
  const asking = () => html`
    ${invitation ? html`<p class="soft">You were invited. Choose how you want to be called and a password.</p>` : nothing}
    ${form.view(fields(), "Create account", { testid: "register" })}
    <p>Have an account? <a href="#/">Sign in</a></p>
  `;
  const said = { verify: "A mail is on its way to you. Follow its link to confirm your address; then you can sign in.", "sign-in": "Your account is there. Sign in with it." };
  return { title: "Create an account", view: () => doorView("Create an account", next ? outcome(said[next]) : asking(), "register") };
};
