import { css } from 'lit';

export const roomListStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    min-block-size: 0;
    background: var(--_panel);
  }

  header,
  footer {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 64px;
    padding: 8px 12px 8px 20px;
  }

  header h1 {
    flex: 1;
    font-size: 20px;
    letter-spacing: -0.01em;
  }

  footer {
    gap: 12px;
    padding-block-end: max(8px, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--_border);
  }

  footer .avatar {
    --size: 32px;
  }

  footer .who {
    flex: 1;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  nav {
    min-block-size: 0;
    padding: 4px 10px;
    overflow-y: auto;
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 66px;
  }

  a {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px 12px;
    margin-block: 2px;
    padding: 10px 12px;
    border-radius: 14px;
    color: inherit;
    text-decoration: none;
  }

  a:focus-visible {
    outline-offset: -2px;
  }

  a:hover {
    background: var(--_hover);
  }

  a[aria-current] {
    background: var(--_selected);
  }

  a .avatar {
    --size: 42px;
    grid-row: span 2;
  }

  .name,
  .last {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .name {
    font-weight: 600;
  }

  .last,
  time {
    font-size: 13px;
    color: var(--_muted);
  }

  .last bdi,
  .name bdi {
    unicode-bidi: isolate;
  }

  .unread .last {
    color: var(--_text);
    font-weight: 500;
  }

  .badge {
    justify-self: end;
    min-inline-size: 22px;
    padding: 0 7px;
    border-radius: 11px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 12px;
    font-weight: 700;
    line-height: 22px;
    text-align: center;
  }

  .none {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 56px 20px;
    text-align: center;
    color: var(--_muted);
  }

  .none h2 {
    font-size: 16px;
    color: var(--_text);
  }

  .none .primary {
    margin-block-start: 10px;
  }
`;
