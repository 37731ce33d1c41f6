import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Drawn in the colour of the text around; never read out, so whatever has one has a label too. */
function icon(shape: SVGTemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;
}

export const icons = {
  send: icon(svg`<path d="M4.5 12 3.6 5.3c-.1-.9.8-1.5 1.6-1.2l14.9 7c.8.4.8 1.5 0 1.8l-14.9 7c-.8.4-1.7-.3-1.6-1.2L4.5 12Zm0 0H11" />`),
  edit: icon(svg`<path d="m4 20 .9-4L16 4.9a2 2 0 0 1 2.8 0l.3.3a2 2 0 0 1 0 2.8L8 19.1 4 20Z" />`),
  bin: icon(svg`<path d="M5 7h14M10 4h4M7 7l.7 11.1a2 2 0 0 0 2 1.9h4.6a2 2 0 0 0 2-1.9L17 7" />`),
  plus: icon(svg`<path d="M12 5v14M5 12h14" />`),
  back: icon(svg`<path d="m14.5 5-7 7 7 7" />`),
  down: icon(svg`<path d="M12 5v14m-6-6 6 6 6-6" />`),
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18" />`),
  people: icon(svg`<circle cx="9" cy="8.5" r="3.5" /><path d="M2.8 19.5c.6-3.3 3-5 6.2-5s5.6 1.7 6.2 5M15.5 5.300a3.5 3.5 0 0 1 0 6.400M17.8 14.900c1.9.7 3.1 2.2 3.4 4.6" />`),
  out: icon(svg`<path d="M14 4H7a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h7M10.5 12H20m-3.5-4 4 4-4 4" />`),
  eye: icon(svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" /><circle cx="12" cy="12" r="3" />`),
  clock: icon(svg`<circle cx="12" cy="12" r="8" /><path d="M12 8v4.500l2.5 1.5" />`),
  tick: icon(svg`<path d="m5 12.5 4.5 4.500L19 7.5" />`),
  alert: icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 8v4.500m0 3v.1" />`),
  chat: icon(svg`<path d="M4 18.500V7a2.5 2.5 0 0 1 2.5-2.500h11A2.5 2.5 0 0 1 20 7v7.500a2.5 2.5 0 0 1-2.5 2.500H8l-4 3.500v-2Z" />`),
} as const;
