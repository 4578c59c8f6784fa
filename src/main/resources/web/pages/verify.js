import { html } from "../lib.js";
import { doorView, outcome } from "../account/door.js";
import { door } from "../core/accounts.js";
import { Form } from "../ui/form.js";

/** Where the mail to confirm an address leads. A press confirms, not the visit: mail scanners visit links, too. */
export const verifyPage = ({ query }) => {
  const token = query.get("token");
  let done = null;
  let refused = !token;
  const confirm = new Form(async () => {
    try {
      await door.verify(token);
      done = "Your address is confirmed and your account is there.";
    } catch (error) {
      refused = error.code === "expired" || error.code === "invalid";
      throw error;
    }
  });
  const resend = new Form(async ({ email }) => {
    await door.resend(email.trim());
    done = "If this address waits to be confirmed, a new mail is on its way.";
  });
  const again = () => html`
    <p class="soft">Links are good for a day and for once. Have a new one sent:</p>
    ${resend.view(resend.field("email", "E-mail", { type: "email", autocomplete: "username", testid: "resend-email" }), "Send a new mail", { testid: "resend" })}
    <p><a href="#/">To the sign-in</a></p>
  `;
  const asking = () => html`${token ? confirm.view("", "Confirm my address", { testid: "verify", big: true }) : ""} ${refused ? again() : ""}`;
  return { title: "Confirm your address", view: () => doorView("Confirm your address", done ? outcome(done) : asking(), "verify") };
};
