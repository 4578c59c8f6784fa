const SUBPROTOCOL = "lyceum.v1.json";
const WELCOME_WITHIN_MS = 8_000;
const PONG_WITHIN_MS = 5_000;
const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 10_000;
/** Three pings soon after the start give the clock something to choose from before the first countdown. */
const EARLY_PINGS_MS = [0, 400, 1500];

/** One socket after the other: opens, greets, keeps alive, notices death, comes back. Knows nothing of topics. */
export class Link {
  #options;
  #socket = null;
  #welcomed = false;
  #final = false;
  #attempt = 0;
  #generation = 0;
  #bye = null;
  #lastHeard = 0;
  #lastSent = 0;
  #timers = new Set();
  #retryTimer = 0;
  #attemptAt = 0;
  #heartbeatMs = 20_000;

  /** @param options url, token, client, clock, resume(), onWelcome(frame, resumed), onFrame(frame), onDown(), onState(state) */
  constructor(options) {
    this.#options = options;
    addEventListener("online", this.#wake);
    addEventListener("offline", this.#doubt);
    document.addEventListener("visibilitychange", this.#seen);
    this.#open("connecting");
  }

  send(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#lastSent = Date.now();
    this.#socket.send(JSON.stringify(frame));
  }

  get isOnline() {
    return this.#welcomed;
  }

  /** Asks for a sign of life now; silence for a few seconds means that the link is dead. */
  probe() {
    if (!this.#welcomed) return;
    const asked = Date.now();
    this.send({ op: "ping", t: asked });
    this.#after(PONG_WITHIN_MS, () => this.#lastHeard < asked && this.#drop());
  }

  /** Tries at once, also after the server had said not to come back (the caller knows that something changed). */
  retryNow() {
    if (this.#welcomed) return;
    this.#final = false;
    this.#open("connecting");
  }

  close() {
    this.#final = true;
    removeEventListener("online", this.#wake);
    removeEventListener("offline", this.#doubt);
    document.removeEventListener("visibilitychange", this.#seen);
    clearTimeout(this.#retryTimer);
    this.#release();
    this.#options.onState({ state: "closed" });
  }

  #wake = () => (this.#welcomed ? this.probe() : this.#retrySoon());
  #doubt = () => this.probe();
  #seen = () => document.visibilityState === "visible" && this.#wake();

  #retrySoon() {
    const waiting = this.#attemptAt - Date.now();
    // A server that named a time has a reason; only our own backing off is cut short.
    if (!this.#final && this.#retryTimer && waiting > 500 && !this.#bye?.reconnectAfterMs) this.#open("connecting");
  }

  async #open(state) {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = 0;
    this.#release();
    const generation = ++this.#generation;
    this.#bye = null;
    this.#options.onState({ state: this.#attempt === 0 ? state : "reconnecting", attempt: this.#attempt, attemptAt: Date.now() });
    let token;
    try {
      token = await this.#options.token();
    } catch (error) {
      if (generation !== this.#generation || this.#final) return;
      if (error?.code === "unauthenticated") this.#stop({ code: "unauthenticated", reason: error.message });
      else this.#retry();
      return;
    }
    if (generation !== this.#generation || this.#final) return;
    this.#start(token);
  }

  #start(token) {
    const socket = new WebSocket(this.#options.url, SUBPROTOCOL);
    const resume = this.#options.resume();
    let greetedAt = 0;
    this.#socket = socket;
    this.#after(WELCOME_WITHIN_MS, () => !this.#welcomed && this.#drop());
    socket.onopen = () => {
      greetedAt = Date.now();
      const resuming = Object.keys(resume).length > 0;
      this.send({ op: "hello", token, client: this.#options.client, ...(resuming && { resume }) });
    };
    socket.onmessage = ({ data }) => {
      this.#lastHeard = Date.now();
      for (const line of data.split("\n")) {
        if (line && this.#socket === socket) this.#receive(JSON.parse(line), greetedAt, resume);
      }
      this.#keepAlive();
    };
    socket.onclose = () => this.#socket === socket && this.#drop();
  }

  #receive(frame, greetedAt, resume) {
    if (frame.op === "welcome") this.#welcome(frame, greetedAt, resume);
    else if (frame.op === "pong") this.#options.clock.measure(frame.t, frame.time);
    else if (frame.op === "bye") this.#bye = frame;
    else this.#options.onFrame(frame);
  }

  #welcome(frame, greetedAt, resume) {
    const { clock } = this.#options;
    clock.restart();
    clock.measure(greetedAt, frame.time);
    this.#welcomed = true;
    this.#attempt = 0;
    // Four fifths, so that a late timer still makes it within the heartbeat.
    this.#heartbeatMs = Math.max(1000, frame.heartbeat * 800);
    for (const ms of EARLY_PINGS_MS) this.#after(ms, () => this.send({ op: "ping", t: Date.now() }));
    this.#beat();
    const { session, user, limits } = frame;
    this.#options.onWelcome(frame, resume);
    this.#options.onState({ state: "online", session, user, limits });
  }

  #beat() {
    this.#after(this.#heartbeatMs, () => {
      this.probe();
      this.#beat();
    });
  }

  /** Browsers slow the timers of hidden tabs down, messages still arrive on time: they serve as a second pulse. */
  #keepAlive() {
    if (this.#welcomed && Date.now() - this.#lastSent > this.#heartbeatMs) this.probe();
  }

  #drop() {
    const bye = this.#bye;
    this.#release();
    if (this.#final) return;
    if (bye && bye.reconnectAfterMs === undefined) this.#stop(bye);
    else this.#retry(bye?.reconnectAfterMs);
  }

  #stop(bye) {
    this.#final = true;
    this.#release();
    this.#options.onState({ state: "offline", bye });
  }

  #retry(afterMs) {
    const ceiling = Math.min(FIRST_RETRY_MS * 2 ** this.#attempt++, LONGEST_RETRY_MS);
    // Half fixed, half random: clients that fell together do not come back together.
    const delay = afterMs ?? ceiling / 2 + (Math.random() * ceiling) / 2;
    this.#attemptAt = Date.now() + delay;
    this.#options.onState({ state: "reconnecting", attempt: this.#attempt, attemptAt: this.#attemptAt });
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#open("connecting"), delay);
  }

  /** Lets go of the socket without waiting for its closing handshake, which a dead network never finishes. */
  #release() {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    const socket = this.#socket;
    const wasWelcomed = this.#welcomed;
    this.#socket = null;
    this.#welcomed = false;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    if (wasWelcomed) this.#options.onDown();
  }

  #after(ms, action) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, ms);
    this.#timers.add(timer);
  }
}
