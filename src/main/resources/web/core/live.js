import { connect } from "../lyceum.js";
import { invalidate } from "./loop.js";
import { session } from "./session.js";

const listeners = new Set();
let connection = null;
let everOnline = false;

/** The page's one connection and what is known of it. */
export const live = {
  /** @type {import("../lyceum.js").State & {returnedAt?: number}} */
  status: { state: "closed" },

  get connection() {
    return connection;
  },

  /** The server's clock; the own one until a server was heard. */
  now: () => connection?.now() ?? Date.now(),

  open() {
    live.close();
    everOnline = false;
    const url = new URL("/v1/socket", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    connection = connect({ url: url.href, token: () => session.token(), client: "lyceum-web/1", onState: heard });
  },

  close() {
    const old = connection;
    connection = null;
    old?.close();
  },

  /** Calls back whenever the server is there again after having been away: time to fetch lists anew. */
  onReturn(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function heard(status) {
  // The close of the connection before this one.
  if (status.state === "closed" && connection) return;
  const returned = status.state === "online" && everOnline;
  live.status = { ...status, returnedAt: returned ? Date.now() : undefined };
  if (status.state === "online") everOnline = true;
  if (returned) {
    for (const listener of listeners) listener();
    setTimeout(invalidate, 3100);
  }
  if (status.state === "offline" && ["unauthenticated", "signed_out"].includes(status.bye?.code)) renewAndReturn();
  invalidate();
}

/** The token ran out while the socket was open, or the sign-in was ended elsewhere: a fresh one tells which. */
let renewedAt = 0;
async function renewAndReturn() {
  if (Date.now() - renewedAt < 30_000) return session.signOut("Your session has ended. Please sign in again.");
  renewedAt = Date.now();
  const asking = connection;
  const refused = await session.token().catch(() => null);
  await session.token(refused).catch(() => null);
  if (connection === asking) asking?.reconnect();
}
