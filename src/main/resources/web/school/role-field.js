import { html } from "../lib.js";
import { rolesToGive } from "../core/accounts.js";
import { roleNames } from "../ui/parts.js";

/** A choice among the roles that may be given. */
export const roleField = (chosen, testid) => html`
  <label>Role
    <select name="role" data-testid=${testid}>
      ${rolesToGive().map((role) => html`<option value=${role} ?selected=${role === chosen}>${roleNames[role]}</option>`)}
    </select>
  </label>
`;
