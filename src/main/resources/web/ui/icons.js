import { html, nothing, svg } from "../lib.js";

/** Line drawings on a grid of 24, all of one stroke width. */
const drawings = {
  alert: svg`<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17.2v.1"/>`,
  arrow: svg`<path d="M5 12h14M13 6l6 6-6 6"/>`,
  back: svg`<path d="M19 12H5M11 6l-6 6 6 6"/>`,
  book: svg`<path d="M12 6.5C9.5 5 6.5 4.5 3.5 4.800v13.400c3-.3 6 .2 8.5 1.8 2.5-1.6 5.5-2.1 8.5-1.800V4.800C17.5 4.5 14.5 5 12 6.500zM12 6.500V20"/>`,
  camera: svg`<rect x="3" y="6.5" width="12.5" height="11" rx="2"/><path d="m15.5 11 5.500-3.500v9L15.500 13"/>`,
  cameraOff: svg`<path d="M7.5 6.500h6a2 2 0 0 1 2 2V11l5.500-3.500v9M15 16.500a2 2 0 0 1-1.500 1H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 1-1.700M4 4l16 16"/>`,
  chart: svg`<path d="M4 20V10M10 20V4M16 20v-8M21 20H3"/>`,
  chat: svg`<path d="M4 5h16v11H11l-4.5 4v-4H4z"/>`,
  check: svg`<path d="m4.5 12.5 5 5 10-11"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 8.500v-4h-11v11h4"/>`,
  crown: svg`<path d="m3.5 8 4.5 4 4-7 4 7 4.5-4-2 10.500h-13z"/>`,
  door: svg`<path d="M14 4H6v16h8M10.5 12H21M17.5 8.5 21 12l-3.5 3.5"/>`,
  down: svg`<path d="m6 9.5 6 6 6-6"/>`,
  edit: svg`<path d="m4 20 1-4.500L16.5 4 20 7.5 8.5 19z"/><path d="m14 6.5 3.5 3.5"/>`,
  flag: svg`<path d="M6 21V4M6 4.500h12l-2.5 4L18 12.500H6"/>`,
  hand: svg`<path d="M7.5 12.500V6.300a1.5 1.5 0 0 1 3 0V11V4.600a1.5 1.5 0 0 1 3 0V11V6a1.5 1.5 0 0 1 3 0v8.500c0 4-2.3 6.5-6 6.5-2.6 0-4.2-1-5.5-3.300L3.3 14.300c-.6-1.3 1-2.5 2-1.500z"/>`,
  hangUp: svg`<path d="M3 14.500c5-5 13-5 18 0l-2.500 2.500-4-2v-2.500c-1.600-.5-3.400-.5-5 0V15l-4 2z"/>`,
  info: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.500M12 7.800v.1"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.700l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.700l1-1"/>`,
  lobby: svg`<path d="M5 20V4h11v16M3 20h18M12.5 12v.1"/>`,
  mic: svg`<rect x="9" y="3.5" width="6" height="11" rx="3"/><path d="M5.5 11.500a6.5 6.5 0 0 0 13 0M12 18v3"/>`,
  micOff: svg`<path d="M9 9V6.500a3 3 0 0 1 6 0v5M15 14a3 3 0 0 1-6-1M5.5 11.500a6.5 6.5 0 0 0 10.6 5M18.3 13.500c.1-.6.2-1.3.2-2M12 18v3M4 4l16 16"/>`,
  monitor: svg`<rect x="3.5" y="4.5" width="17" height="11.5" rx="1.5"/><path d="M9 20h6M12 16v4"/>`,
  moon: svg`<path d="M20 14.500A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.500z"/>`,
  more: svg`<circle cx="5.5" cy="12" r="1"/><circle cx="12" cy="12" r="1"/><circle cx="18.5" cy="12" r="1"/>`,
  pause: svg`<path d="M8.5 5v14M15.5 5v14"/>`,
  people: svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.4-4 3-6 6.5-6s6.1 2 6.5 6M16 4.800a3.5 3.5 0 0 1 0 6.400M18 14.500c2.2.8 3.3 2.7 3.5 5.5"/>`,
  person: svg`<circle cx="12" cy="8" r="4"/><path d="M4.5 20.500c.5-4.300 3.500-6.500 7.500-6.500s7 2.200 7.500 6.500"/>`,
  phone: svg`<path d="M5 4h4l1.500 5-2.300 1.500a12 12 0 0 0 5.300 5.300L15 13.500l5 1.500v4c0 .8-.7 1.500-1.500 1.500C10.500 20.500 3.500 13.500 3.500 5.500 3.500 4.700 4.200 4 5 4z"/>`,
  play: svg`<path d="M7.5 5v14l11-7z"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  quiz: svg`<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.500a2.6 2.6 0 1 1 3.7 2.400c-.8.4-1.2.9-1.2 1.900M12 16.800v.1"/>`,
  record: svg`<circle cx="12" cy="12" r="8.500"/><circle cx="12" cy="12" r="3.500" fill="currentColor"/>`,
  replay: svg`<path d="M4.500 12a7.500 7.500 0 1 0 2.300-5.400M4.500 4v4h4"/><path d="M10.500 9.300v5.400l4.300-2.700z"/>`,
  reply: svg`<path d="M9.5 6 4 11.5 9.5 17M4.5 11.500h8c4.5 0 7 2 7.5 6.5"/>`,
  rules: svg`<path d="M4 7h9M17.5 7H20M4 17h2.500M11 17h9"/><circle cx="15" cy="7" r="2.3"/><circle cx="8.7" cy="17" r="2.3"/>`,
  send: svg`<path d="M4 12 20 4.5 15.5 20l-4-6.500z"/><path d="m11.5 13.5 8-8.5"/>`,
  smile: svg`<circle cx="12" cy="12" r="8.5"/><path d="M8.5 14c.8 1.5 2 2.2 3.5 2.200s2.7-.7 3.5-2.200M9 9.500v.1M15 9.500v.1"/>`,
  star: svg`<path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9-5.3-2.9-5.3 2.9 1.1-5.9-4.3-4.1 5.9-.8z"/>`,
  stop: svg`<rect x="6" y="6" width="12" height="12" rx="1.5"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M5.3 18.700l1.4-1.400M17.3 6.700l1.4-1.4"/>`,
  table: svg`<rect x="3.5" y="4.5" width="17" height="15" rx="1.5"/><path d="M3.5 9.500h17M3.5 14.500h17M9.5 9.500v10"/>`,
  trash: svg`<path d="M4.5 7h15M9.5 7V4.500h5V7M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5"/>`,
  wifi: svg`<path d="M3 9.500c5.5-5 12.5-5 18 0M6.3 13c3.5-3 7.9-3 11.4 0M9.5 16.400c1.6-1.3 3.4-1.3 5 0M12 19.500v.1"/>`,
};

/** A drawing beside a text or in a labelled button; hidden from screen readers, which read the label. */
export function icon(name) {
  const drawing = drawings[name];
  return drawing
    ? html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${drawing}</svg>`
    : nothing;
}
