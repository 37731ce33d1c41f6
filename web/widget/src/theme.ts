import { css } from 'lit';

/**
 * The colours and measures of everything, set once on the outermost element. Pages change them by the `--parley-*`
 * properties; the names with `--_` are for the inside. Contrasts are at least 4.5 : 1 for text (WCAG 2.2, 1.4.3).
 */
export const theme = css`
  :host {
    color-scheme: light;
    --_accent: var(--parley-accent, #4d4dc8);
    --_on-accent: var(--parley-on-accent, #ffffff);
    --_link: var(--parley-link, #4343b8);
    --_surface: var(--parley-surface, #ffffff);
    --_panel: var(--parley-panel, #f6f6f9);
    --_hover: var(--parley-hover, #ececf2);
    --_selected: var(--parley-selected, #e4e4f6);
    --_bubble: var(--parley-bubble, #f0f0f4);
    --_border: var(--parley-border, #e3e3ea);
    --_edge: var(--parley-edge, #86878f);
    --_text: var(--parley-text, #1b1b21);
    --_muted: var(--parley-muted, #5e6069);
    --_danger: var(--parley-danger, #b4232c);
    --_warn: var(--parley-warn, #fff3d9);
    --_on-warn: var(--parley-on-warn, #5c3d00);
    --_online: var(--parley-online, #1f9d61);
    --_shade: 0 1px 2px rgb(20 20 40 / 0.06), 0 8px 28px rgb(20 20 40 / 0.1);
    --_radius: var(--parley-radius, 18px);
    --_font: var(--parley-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    --_mono: ui-monospace, 'SF Mono', 'Cascadia Code', 'DejaVu Sans Mono', monospace;
    font: 400 15px/1.45 var(--_font);
    color: var(--_text);
    background: var(--_surface);
  }

  @media (prefers-color-scheme: dark) {
    :host {
      color-scheme: dark;
      --_accent: var(--parley-accent, #5e5ad2);
      --_link: var(--parley-link, #b0b2ff);
      --_surface: var(--parley-surface, #121216);
      --_panel: var(--parley-panel, #18181d);
      --_hover: var(--parley-hover, #222229);
      --_selected: var(--parley-selected, #2a2a45);
      --_bubble: var(--parley-bubble, #25252c);
      --_border: var(--parley-border, #2a2a32);
      --_edge: var(--parley-edge, #7a7c88);
      --_text: var(--parley-text, #ececf1);
      --_muted: var(--parley-muted, #a3a5b0);
      --_danger: var(--parley-danger, #ff8f8f);
      --_warn: var(--parley-warn, #3a2d10);
      --_on-warn: var(--parley-on-warn, #ffdc97);
      --_online: var(--parley-online, #3dd68c);
      --_shade: 0 1px 2px rgb(0 0 0 / 0.4), 0 10px 32px rgb(0 0 0 / 0.5);
    }
  }
`;

/** What all elements share: boxes, focus, buttons, fields. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p {
    margin: 0;
  }

  button,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }

  button {
    border: 0;
    background: none;
    padding: 0;
    cursor: pointer;
    touch-action: manipulation;
  }

  :focus {
    outline: none;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  .primary,
  .quiet,
  .outlined,
  .danger {
    min-height: 40px;
    padding: 0 18px;
    border-radius: 12px;
    font-weight: 600;
    transition: background 0.12s, opacity 0.12s;
  }

  .primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .primary:hover {
    background: color-mix(in srgb, var(--_accent) 88%, black);
  }

  .primary[disabled] {
    opacity: 0.5;
    cursor: default;
  }

  .outlined {
    border: 1px solid var(--_edge);
    color: var(--_text);
  }

  .outlined:hover,
  .quiet:hover {
    background: var(--_hover);
  }

  .danger {
    background: var(--_danger);
    color: var(--_surface);
  }

  .icon {
    display: inline-grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 12px;
    color: var(--_muted);
    transition: background 0.12s, color 0.12s;
  }

  .icon:hover {
    background: var(--_hover);
    color: var(--_text);
  }

  .icon svg {
    inline-size: 20px;
    block-size: 20px;
  }

  .field {
    inline-size: 100%;
    min-height: 44px;
    padding: 10px 14px;
    border: 1px solid var(--_edge);
    border-radius: 12px;
    background: var(--_surface);
  }

  .field:focus-visible {
    outline-offset: -1px;
    border-color: transparent;
  }

  .field::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  dialog {
    inline-size: min(440px, calc(100vw - 32px));
    max-block-size: calc(100dvh - 32px);
    padding: 24px;
    border: 1px solid var(--_border);
    border-radius: 20px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shade);
  }

  dialog::backdrop {
    background: rgb(10 10 20 / 0.45);
  }

  dialog h2 {
    font-size: 18px;
    line-height: 1.3;
  }

  dialog .choices {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-block-start: 24px;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
    }
  }
`;
