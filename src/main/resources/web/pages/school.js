import { html } from "../lib.js";
import { session } from "../core/session.js";
import { ImportPart } from "../school/import.js";
import { InvitationsPart } from "../school/invitations.js";
import { PeoplePart } from "../school/people.js";
import { SettingsPart } from "../school/settings.js";
import { icon } from "../ui/icons.js";
import { emptyState } from "../ui/parts.js";

/** What who manages a school does there. */
export const schoolPage = () => {
  const parts = session.administers ? administration() : [];
  return {
    title: "School",
    view: () => html`
      <div class="page narrow">
        <header class="page-head">
          <a class="icon-button" href="#/" aria-label="Home">${icon("back")}</a>
          <h1 tabindex="-1">School</h1>
        </header>
        ${parts.length ? parts.map((part) => part.view()) : emptyState("people", "Not for this account", "Your school's administration works here.")}
      </div>
    `,
  };
};

function administration() {
  const people = new PeoplePart();
  return [people, new InvitationsPart(), new ImportPart(() => people.load()), new SettingsPart()];
}
