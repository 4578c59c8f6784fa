import { html, nothing, repeat } from "../lib.js";
import { desk } from "../call/desk.js";
import { plural, timeOf } from "../core/format.js";
import { icon } from "../ui/icons.js";
import { openMenu } from "../ui/menu.js";
import { avatar, emptyState, roleNames, skeleton } from "../ui/parts.js";

/** Who is here, who raised a hand and, for staff, who waits in the lobby. */
export function peopleView(room) {
  if (!room.ready) return skeleton(5);
  const people = room.people;
  const here = people.filter((person) => person.here);
  const away = people.filter((person) => !person.here);
  return html`
    ${room.isStaff ? lobbyView(room) : nothing} ${handsView(room)}
    <section aria-labelledby="here-title">
      <h3 id="here-title">Here <span class="count">${here.length}</span></h3>
      ${here.length > 0 ? listView(room, here) : emptyState("people", "Nobody yet", "People appear here as they come in.")}
    </section>
    ${away.length > 0
      ? html`
          <section aria-labelledby="away-title">
            <h3 id="away-title">Away <span class="count">${away.length}</span></h3>
            ${listView(room, away)}
          </section>
        `
      : nothing}
  `;
}

const listView = (room, people) => html`
  <ul class="people" data-testid=${people[0]?.here ? "members" : "members-away"}>
    ${repeat(people, (person) => person.id, (person) => personView(room, person))}
  </ul>
`;

function personView(room, person) {
  const me = person.id === room.me.id;
  const role = person.role === "pupil" ? "" : roleNames[person.role];
  return html`
    <li class=${person.here ? "" : "away"} data-testid="member" data-user=${person.id} data-role=${person.role}>
      ${avatar(person)}
      <span class="who">${person.name}${me ? html` <em>you</em>` : nothing}<small>${role}</small></span>
      <span class="marks">
        ${person.hand ? mark("hand", "hand raised") : nothing}
        ${person.spotlit ? mark("star", "in the spotlight") : nothing}
        ${person.presenter ? mark("monitor", "may share their screen") : nothing}
        ${person.muted ? mark("micOff", "muted") : nothing}
      </span>
      ${me ? nothing : menuButton(room, person)}
    </li>
  `;
}

const mark = (name, text) => html`<span class="mark-${name}" data-testid="mark-${name}" title=${text}>${icon(name)}<span class="unseen">${text}</span></span>`;

function menuButton(room, person) {
  const { id: user, name } = person;
  const run = (type, data) => () => room.command(type, { user, ...data });
  const assistant = person.role === "assistant";
  const governed = room.isStaff && person.role !== "teacher";
  const items = [
    { label: "Call", icon: "phone", testid: "member-call", run: () => desk.place([user], "audio") },
    { label: "Video call", icon: "camera", testid: "member-video-call", run: () => desk.place([user], "video") },
    ...(governed ? staffItems(room, person, run, assistant) : []),
  ];
  return html`
    <button type="button" class="icon-button" data-testid="member-menu" aria-haspopup="menu" aria-label="Actions for ${name}"
      @click=${(event) => openMenu(event, { label: `Actions for ${name}`, items })}>${icon("more")}</button>
  `;
}

function staffItems(room, person, run, assistant) {
  return [
    person.hand && { label: "Lower hand", icon: "hand", testid: "member-lower-hand", run: run("hand:lower") },
    { label: person.muted ? "Unmute" : "Mute", icon: person.muted ? "mic" : "micOff", testid: "member-mute", run: run("member:mute", { muted: !person.muted }) },
    { label: person.spotlit ? "End spotlight" : "Spotlight", icon: "star", testid: "member-spotlight", run: run("member:spotlight", { on: !person.spotlit }) },
    !assistant && room.state.media && {
      label: person.presenter ? "Screen sharing off" : "Allow screen sharing", icon: "monitor", testid: "member-screen",
      run: run("screen:permit", { on: !person.presenter }),
    },
    room.role === "teacher" && {
      label: assistant ? "Make a pupil" : "Make assistant", icon: "crown", testid: "member-role",
      run: run("member:role", { role: assistant ? "pupil" : "assistant" }),
    },
    !assistant && { label: "Send to the lobby", icon: "lobby", testid: "member-sendback", run: run("member:sendback") },
    { label: "Remove from class", icon: "door", testid: "member-remove", danger: true, run: run("member:remove") },
  ].filter(Boolean);
}

function handsView(room) {
  const { hands } = room.state;
  if (hands.length === 0) return nothing;
  return html`
    <section class="hands" aria-labelledby="hands-title" data-testid="hands">
      <h3 id="hands-title">${icon("hand")}Raised hands <span class="count">${hands.length}</span></h3>
      <ol>
        ${repeat(hands, (hand) => hand.user, (hand, i) => html`
          <li data-testid="hand" data-user=${hand.user}>
            <span class="rank">${i + 1}</span>
            <span class="who">${hand.user === room.me.id ? "You" : hand.name}<small>since ${timeOf(hand.at)}</small></span>
            ${room.isStaff
              ? html`${room.state.media
                    ? html`<button type="button" class="button small primary" data-testid="hand-accept" aria-label="Give the word to ${hand.name}"
                        @click=${() => room.command("hand:accept", { user: hand.user })}>Give the word</button>`
                    : nothing}
                  <button type="button" class="button small" data-testid="hand-lower-other" aria-label="Lower the hand of ${hand.name}"
                  @click=${() => room.command("hand:lower", { user: hand.user })}>Lower</button>`
              : nothing}
          </li>
        `)}
      </ol>
    </section>
  `;
}

function lobbyView(room) {
  const { waiting } = room.state;
  if (waiting.length === 0) return nothing;
  return html`
    <section class="lobby" aria-labelledby="lobby-title" data-testid="lobby">
      <h3 id="lobby-title">${icon("lobby")}In the lobby <span class="count">${waiting.length}</span></h3>
      <ul class="people">
        ${repeat(waiting, (person) => person.id, (person) => html`
          <li data-testid="waiting" data-user=${person.id}>
            ${avatar(person, "small")}<span class="who">${person.name}</span>
            <button type="button" class="button small primary" data-testid="admit" @click=${() => room.command("member:admit", { user: person.id })}>Admit</button>
            <button type="button" class="icon-button" data-testid="deny" aria-label="Turn ${person.name} away" @click=${() => room.command("member:deny", { user: person.id })}>${icon("close")}</button>
          </li>
        `)}
      </ul>
      ${waiting.length > 1
        ? html`<p class="soft">${plural(waiting.length, "person", "people")} waiting.
            <button type="button" class="link-button" data-testid="admit-all"
              @click=${() => room.command("lobby:admit")}>Admit all</button></p>`
        : nothing}
    </section>
  `;
}
