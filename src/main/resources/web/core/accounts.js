import { request } from "./api.js";
import { send } from "./http.js";
import { session } from "./session.js";

const asked = async (method, path, body, type) => (await request(method, path, body, type)).data;
const told = async (path, body) => (await send("POST", path, { body })).data;
const id = encodeURIComponent;

/** The REST resources of accounts for those who are not signed in yet. */
export const door = {
  login: (email, password) => told("/v1/auth/login", { email, password }),
  secondFactor: (challenge, code) => told("/v1/auth/login/second-factor", { challenge, code }),
  setUp: (challenge) => told("/v1/auth/login/setup", { challenge }),
  confirm: (challenge, code) => told("/v1/auth/login/confirm", { challenge, code }),
  providers: async () => (await send("GET", "/v1/auth/external")).data,
  fromProvider: () => told("/v1/auth/external/session"),
  register: (account) => told("/v1/auth/register", account),
  verify: (token) => told("/v1/auth/verify", { token }),
  resend: (email) => told("/v1/auth/verify/resend", { email }),
  forgot: (email) => told("/v1/auth/password/forgot", { email }),
  reset: (token, password) => told("/v1/auth/password/reset", { token, password }),
};

/** Those of one's own account. */
export const own = {
  changePassword: (oldPassword, newPassword) => asked("POST", "/v1/auth/password/change", { oldPassword, newPassword }),
  sessions: () => asked("GET", "/v1/auth/sessions"),
  endSession: (sessionId) => asked("DELETE", `/v1/auth/sessions/${id(sessionId)}`),
  endSessions: () => asked("DELETE", "/v1/auth/sessions"),
  secondFactor: () => asked("GET", "/v1/auth/second-factor"),
  setUp: () => asked("POST", "/v1/auth/second-factor/setup"),
  confirm: (code) => asked("POST", "/v1/auth/second-factor/confirm", { code }),
  disable: (code) => asked("POST", "/v1/auth/second-factor/disable", { code }),
  data: () => asked("GET", "/v1/users/me/export"),
  erase: (self, password) => asked("POST", `/v1/users/${id(self)}/erasure`, { password }),
  children: () => asked("GET", "/v1/users/me/children"),
  consentOf: (child) => asked("GET", `/v1/users/${id(child)}/consent`),
  decideConsent: (child, decision) => asked("PUT", `/v1/users/${id(child)}/consent`, decision),
  progressOf: (child) => asked("GET", `/v1/users/${id(child)}/progress`),
};

/** Those of who manages a school. */
export const school = {
  get: () => asked("GET", "/v1/school"),
  change: (settings) => asked("PATCH", "/v1/school", settings),
  people: () => asked("GET", "/v1/users"),
  changePerson: (person, change) => asked("PATCH", `/v1/users/${id(person)}`, change),
  takeSecondFactor: (person) => asked("DELETE", `/v1/users/${id(person)}/second-factor`),
  guardians: (child) => asked("GET", `/v1/users/${id(child)}/guardians`),
  link: (child, parent) => asked("PUT", `/v1/users/${id(child)}/guardians/${id(parent)}`),
  unlink: (child, parent) => asked("DELETE", `/v1/users/${id(child)}/guardians/${id(parent)}`),
  importPeople: (csv, dryRun) => asked("POST", `/v1/users/import?dryRun=${dryRun}`, csv, "text/csv"),
  invitations: () => asked("GET", "/v1/invitations"),
  invite: (invitation) => asked("POST", "/v1/invitations", invitation),
  revoke: (invitation) => asked("DELETE", `/v1/invitations/${id(invitation)}`),
};

/** The roles that the one who is signed in may give. */
export const rolesToGive = () =>
  session.user.role === "super_admin"
    ? ["student", "teacher", "parent", "admin", "school_admin", "super_admin"]
    : ["student", "teacher", "parent", ...(session.user.role === "school_admin" ? ["admin", "school_admin"] : [])];
