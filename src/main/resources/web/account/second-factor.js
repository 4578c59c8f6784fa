import { html, nothing } from "../lib.js";
import { notify } from "../core/toast.js";
import { icon } from "../ui/icons.js";

export const codeField = (form, label = "Code") =>
  form.field("code", label, {
    autocomplete: "one-time-code", testid: "factor-code", maxlength: 40, hint: "Six digits from your authenticator, or one of your recovery codes.",
  });

/** What an authenticator is fed with: to scan, to type, or by a link on the same device. */
export const seedView = ({ seed, uri, qr }) => html`
  <ol class="steps">
    <li>
      Scan this with your authenticator app:
      <img class="qr" src=${qr} alt="QR code with the key below" data-testid="factor-qr" />
      Or add an account there with this key:
      <code class="secret" data-testid="factor-seed" data-seed=${seed}>${seed.match(/.{1,4}/g).join(" ")}</code>
      <span class="row start">
        ${copyButton(seed, "Copy the key")}
        <a class="button small" href=${uri} data-testid="factor-uri">${icon("link")}Open in an app here</a>
      </span>
      <details><summary>As a link</summary><code class="secret">${uri}</code></details>
    </li>
    <li>Type the code that it shows then.</li>
  </ol>
`;

export const recoveryView = (codes) => html`
  <p>Keep these somewhere safe: each signs you in once when your authenticator is lost. <b>They are shown only now.</b></p>
  <ul class="recovery" data-testid="recovery-codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
  ${copyButton(codes.join("\n"), "Copy all")}
`;

// Without HTTPS browsers give no clipboard; the text can still be read.
const copyButton = (text, label) =>
  navigator.clipboard
    ? html`<button type="button" class="button small" @click=${() => navigator.clipboard.writeText(text).then(() => notify("It is copied."), () => {})}>${icon("copy")}${label}</button>`
    : nothing;
