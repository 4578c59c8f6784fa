import { html } from "../lib.js";
import { doorView, outcome } from "../account/door.js";
import { door } from "../core/accounts.js";
import { Form } from "../ui/form.js";

/** Asks for a mail to set a new password. */
export const forgotPage = () => {
  let sentTo = null;
  const form = new Form(async ({ email }) => {
    await door.forgot(email.trim());
    sentTo = email.trim();
  });
  const asking = () => html`
    <p class="soft">We send you a link to choose a new one.</p>
    ${form.view(form.field("email", "E-mail", { type: "email", autocomplete: "username", testid: "forgot-email" }), "Send the link", { testid: "forgot" })}
    <p><a href="#/">Back to the sign-in</a></p>
  `;
  const sent = () => outcome(html`If <b>${sentTo}</b> has an account, a mail is on its way. Its link is good for an hour.`, "Back to the sign-in");
  return { title: "Forgot password", view: () => doorView("Forgot your password?", sentTo ? sent() : asking(), "forgot") };
};
