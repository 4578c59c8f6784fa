import { send } from "./http.js";

// Per tab, so that several people can be signed in beside each other in one browser.
const KEY = "lyceum.session";
/** A token is renewed when it has less than this left, so that it does not run out on its way. */
const MARGIN_MS = 60_000;

let current = read();
let renewal = null;
let onChange = () => {};

export const session = {
  get user() {
    return current?.user ?? null;
  },

  /** Teachers and administrators may open classes and quizzes. */
  get teaches() {
    return ["teacher", "admin", "school_admin", "super_admin"].includes(current?.user.role);
  },

  /** Who manages the accounts of the school. */
  get administers() {
    return ["admin", "school_admin", "super_admin"].includes(current?.user.role);
  },

  /** `listener(reason)` hears of every sign-in and sign-out. */
  watch(listener) {
    onChange = listener;
  },

  /** @param answer of a sign-in, by whatever way */
  begin(answer) {
    keep(answer);
    onChange();
  },

  /** Ends the session here at once; telling the server is best effort. */
  signOut(reason) {
    const old = current;
    current = null;
    sessionStorage.removeItem(KEY);
    if (old && !reason) {
      const body = { refreshToken: old.refreshToken };
      send("POST", "/v1/auth/logout", { body, token: old.accessToken }).catch(() => {});
    }
    onChange(reason);
  },

  /** A token that is valid for a while; renewed when needed or when `stale` is the one that was just refused. */
  async token(stale) {
    if (!current) throw Object.assign(new Error("Please sign in."), { code: "unauthenticated" });
    const good = current.accessToken !== stale && Date.now() < current.expiresAt - MARGIN_MS;
    if (!good) await (renewal ??= renew().finally(() => (renewal = null)));
    return current.accessToken;
  },
};

async function renew() {
  const asked = current;
  try {
    const { data } = await send("POST", "/v1/auth/refresh", { body: { refreshToken: asked.refreshToken } });
    if (current === asked) keep({ ...data, user: data.user ?? asked.user });
  } catch (error) {
    // Only a clear refusal ends the session: a server that is away will be back.
    const refused = error.status >= 400 && error.status < 500 && error.status !== 429;
    if (!refused) throw error;
    if (current === asked) session.signOut("Your session has ended. Please sign in again.");
    error.code = "unauthenticated";
    throw error;
  }
}

function keep({ accessToken, refreshToken, expiresIn, user }) {
  // Short-lived tokens keep half their life as margin, or each request would renew.
  const lifeMs = Math.max(expiresIn * 1000, 2 * MARGIN_MS);
  current = { accessToken, refreshToken, user, expiresAt: Date.now() + lifeMs };
  sessionStorage.setItem(KEY, JSON.stringify(current));
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
