import { css, html, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';

const HUES = 8;

/** A round with the first letter of a name, always in the same colour for the same id. */
export function avatar(id: number, name: string, online = false): TemplateResult {
  const letter = [...name.trim()][0]?.toLocaleUpperCase() ?? '';
  return html`<span class=${classMap({ avatar: true, online, [`hue${id % HUES}`]: true })} aria-hidden="true">${letter}</span>`;
}

export const avatarStyles = css`
  .avatar {
    --size: 36px;
    position: relative;
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: var(--size);
    block-size: var(--size);
    border-radius: 50%;
    font-size: calc(var(--size) * 0.42);
    font-weight: 600;
    line-height: 1;
    user-select: none;
    background: hsl(var(--hue) 62% 90%);
    color: hsl(var(--hue) 55% 30%);
  }

  @media (prefers-color-scheme: dark) {
    .avatar {
      background: hsl(var(--hue) 32% 26%);
      color: hsl(var(--hue) 75% 84%);
    }
  }

  .avatar.online::after {
    content: '';
    position: absolute;
    inset-block-end: -1px;
    inset-inline-end: -1px;
    inline-size: 11px;
    block-size: 11px;
    border: 2px solid var(--_surface);
    border-radius: 50%;
    background: var(--_online);
  }

  .hue0 { --hue: 245; }
  .hue1 { --hue: 168; }
  .hue2 { --hue: 12; }
  .hue3 { --hue: 205; }
  .hue4 { --hue: 320; }
  .hue5 { --hue: 95; }
  .hue6 { --hue: 275; }
  .hue7 { --hue: 38; }
`;
