/** Which microphone, camera and speaker this browser's person has chosen; kept for the next time. */

const KEY = "lyceum.devices";
const KINDS = { audio: "microphone", video: "camera" };

/** Nothing kept, or nothing to keep it in, is the same as nothing chosen. */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

let kept = read();

export const chosen = (device) => kept[device] ?? "";

/** Whether the check is shown before each call and class. */
export const isAskedFor = () => !kept.unasked;

/** @param change of `microphone`, `camera`, `speaker` (ids) and `unasked` */
export function choose(change) {
  kept = { ...kept, ...change };
  localStorage.setItem(KEY, JSON.stringify(kept));
  if ("speaker" in change) for (const element of document.querySelectorAll("video, audio")) speak(element);
}

/**
 * What `getUserMedia` is asked for. A device that is not plugged in today is no error: another one is taken.
 * @param {"audio"|"video"} kind
 * @param {MediaTrackConstraints} [more] a wanted size, say
 */
export function constraints(kind, more = {}) {
  const id = chosen(KINDS[kind]);
  return { [kind]: { ...more, ...(id && { deviceId: { ideal: id } }) } };
}

/** @returns {Promise<MediaStreamTrack>} of the chosen device, or the browser's error: see `deviceProblem` */
export async function openTrack(kind, more) {
  const [track] = (await navigator.mediaDevices.getUserMedia(constraints(kind, more))).getTracks();
  return track;
}

/** Not every browser lets a page choose where it is heard. */
export const choosesSpeaker = "setSinkId" in HTMLMediaElement.prototype;

/** For `ref`: lets an element be heard from the chosen speaker. */
export function speak(element) {
  if (element && choosesSpeaker && element.sinkId !== chosen("speaker")) element.setSinkId(chosen("speaker")).catch(() => {});
}
