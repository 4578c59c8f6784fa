const names = { audio: "microphone", video: "camera" };

/** What went wrong with a device, for its person. */
export function deviceProblem(kind, error) {
  const device = names[kind];
  if (!navigator.mediaDevices) return `Your ${device} can be used only over https.`;
  switch (error.name) {
    case "NotAllowedError":
      return `This page may not use your ${device}. Allow it in your browser, beside the address, and try again.`;
    case "NotFoundError":
    case "OverconstrainedError":
      return `There is no ${device}.`;
    case "NotReadableError":
    case "AbortError":
      return `Your ${device} does not answer; perhaps another program is using it.`;
    default:
      return `Your ${device} cannot be used: ${error.message}`;
  }
}
