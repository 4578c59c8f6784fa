import { html, nothing } from "../lib.js";
import { session } from "../core/session.js";
import { icon } from "../ui/icons.js";
import { desk } from "./desk.js";

/** A mesh takes four. */
const MOST_OTHERS = 3;

export const mayCall = () => session.user.role !== "parent" && !desk.isBusy;

/** Buttons that call these people; none when they are too many, or nobody. */
export function callButtons(others) {
  if (others.length < 1 || others.length > MOST_OTHERS || session.user.role === "parent") return nothing;
  const place = (media) => () => desk.place(others.map(({ id }) => id), media);
  return html`
    <button type="button" class="icon-button" data-testid="call-audio" aria-label="Call" title="Call" ?disabled=${!mayCall()} @click=${place("audio")}>${icon("phone")}</button>
    <button type="button" class="icon-button" data-testid="call-video" aria-label="Video call" title="Video call" ?disabled=${!mayCall()} @click=${place("video")}>${icon("camera")}</button>
  `;
}
