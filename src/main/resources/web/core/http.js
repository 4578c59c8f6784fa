/** What went wrong with a request, in the form of the protocol's errors. */
export class RequestError extends Error {
  constructor({ code, message, details, retryAfterMs }, status) {
    super(message);
    Object.assign(this, { code, details, retryAfterMs, status });
  }
}

/** One request within the server's envelope; gives `data` or throws a {@link RequestError}. */
export async function send(method, path, { body, token, type = "application/json" } = {}) {
  const headers = { Accept: "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = type;
  let response;
  try {
    response = await fetch(path, { method, headers, body: type === "application/json" ? JSON.stringify(body) : body });
  } catch {
    throw new RequestError({ code: "unreachable", message: "The server cannot be reached at the moment." }, 0);
  }
  const envelope = await response.json().catch(() => null);
  if (response.ok && envelope?.success) return envelope;
  const fallback = { code: "internal", message: `The server answered with status ${response.status}.` };
  throw new RequestError(envelope?.error ?? fallback, response.status);
}
