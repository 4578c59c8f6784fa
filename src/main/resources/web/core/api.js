import { send } from "./http.js";
import { session } from "./session.js";

/** A request as the person who is signed in; a token that is refused is renewed once. */
export async function request(method, path, body, type) {
  const token = await session.token();
  try {
    return await send(method, path, { body, token, type });
  } catch (error) {
    if (error.status !== 401) throw error;
    return send(method, path, { body, token: await session.token(token), type });
  }
}

const get = async (path) => (await request("GET", path)).data;
const post = async (path, body = {}) => (await request("POST", path, body)).data;
const id = encodeURIComponent;

/** The REST resources that the page uses, one line each. */
export const api = {
  demo: async () => (await send("GET", "/v1/demo")).data,
  users: () => get("/v1/users"),

  classes: () => get("/v1/live-classes"),
  createClass: (title, lobby) => post("/v1/live-classes", { title, lobby }),
  joinClass: (code) => post("/v1/live-classes/join", { code }),
  attendance: (classId) => get(`/v1/live-classes/${id(classId)}/attendance`),

  recording: (classId) => get(`/v1/live-classes/${id(classId)}/recording`),
  record: async (classId, on) => (await request("PUT", `/v1/live-classes/${id(classId)}/recording`, { on })).data,
  /** A page of a class's time line, the first or the one behind `after`. */
  replay: (classId, after, limit) =>
    request("GET", `/v1/live-classes/${id(classId)}/replay?limit=${limit}${after ? `&after=${id(after)}` : ""}`),

  quizzes: (classId) => get(`/v1/quizzes${classId ? `?classId=${id(classId)}` : ""}`),
  createQuiz: (quiz) => post("/v1/quizzes", quiz),
  joinQuiz: (code) => post("/v1/quizzes/join", { code }),
  results: (quizId) => get(`/v1/quizzes/${id(quizId)}/results`),

  chats: () => get("/v1/chats"),
  createChat: (chat) => post("/v1/chats", chat),
  /** The page of events just below `before`, ascending. */
  eventsBefore: (topic, before, limit) =>
    request("GET", `/v1/topics/${id(topic)}/events?before=${before}&limit=${limit}`),

  iceServers: (callId) => get(`/v1/ice-servers?call=${id(callId)}`),
  iceServersOfClass: (classId) => get(`/v1/ice-servers?class=${id(classId)}`),

  courses: () => get("/v1/courses"),
  courseProgress: (courseId) => get(`/v1/courses/${id(courseId)}/progress`),
};
