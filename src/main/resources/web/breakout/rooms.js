import { live } from "../core/live.js";
import { invalidate } from "../core/loop.js";
import { focusHeading } from "../core/router.js";
import { notify } from "../core/toast.js";

const WARNINGS = [[60, "One minute left in the rooms."], [10, "Ten seconds left in the rooms."]];

/** Where this person is: in the class itself or in one of its rooms, which has a page of its own while they are there. */
export class Rooms {
  page = null;
  number = null;
  #class;
  #media;
  #pageOf;
  #visited = null;
  #id = null;
  #warnings = [];

  /**
   * @param media this person's part in picture and voice of the class
   * @param pageOf makes the page of the room with this id
   */
  constructor(room, media, pageOf) {
    this.#class = room;
    this.#media = media;
    this.#pageOf = pageOf;
  }

  get breakout() {
    return this.#class.state.breakout;
  }

  get className() {
    return this.#class.state.title;
  }

  get isStaff() {
    return this.#class.isStaff;
  }

  get secondsLeft() {
    return this.breakout ? Math.max(0, (Date.parse(this.breakout.until) - live.now()) / 1000) : 0;
  }

  /** Whether this person has asked the teacher to come. */
  get asked() {
    return this.breakout?.help?.some(({ room }) => room === this.number) ?? false;
  }

  /** The class has told something new. A seat is the teacher's to give; staff go about as they like. */
  follow() {
    if (!this.breakout) this.#visited = null;
    const number = this.isStaff ? this.#visited : this.breakout?.room;
    const room = this.breakout?.rooms.find((each) => each.number === number);
    if (room?.id === this.#id || (!room && !this.#id)) return;
    // Picture and voice go along.
    const on = (this.page?.media ?? this.#media).on;
    this.close();
    if (room) this.#enter(room, on);
    else this.#return(on);
    focusHeading();
    invalidate();
  }

  /** Staff only; somebody who comes has heard the call for help. */
  visit(number) {
    this.#visited = number;
    if (this.breakout?.help?.some(({ room }) => room === number)) this.#class.command("help:answer", { room: number });
    this.follow();
  }

  comeBack() {
    this.#visited = null;
    this.follow();
  }

  askForHelp() {
    this.#class.command("help:ask");
  }

  close() {
    for (const timer of this.#warnings) clearTimeout(timer);
    this.page?.close();
    this.page = this.#id = this.number = null;
  }

  #enter({ id, number }, on) {
    this.#media.leave();
    this.#id = id;
    this.number = number;
    this.page = this.#pageOf(id, on);
    notify(`You are in room ${number} now.`);
    this.#warnings = WARNINGS.filter(([seconds]) => this.secondsLeft > seconds).map(([seconds, text]) =>
      setTimeout(() => notify(text), (this.secondsLeft - seconds) * 1000),
    );
  }

  #return(on) {
    if (this.#class.isWaiting) return;
    notify(this.breakout ? "You are back in the class." : "The rooms are closed. Everybody is back in the class.");
    if (on) this.#media.goOn(on);
  }
}
