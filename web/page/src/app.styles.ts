import { css } from 'lit';

export const appStyles = css`
  :host {
    block-size: 100dvh;
    overflow: hidden;
  }

  .welcome {
    display: grid;
    align-content: center;
    min-block-size: 100%;
    padding: 32px 20px;
  }

  .welcome > div {
    display: grid;
    gap: 28px;
    inline-size: min(380px, 100%);
    margin-inline: auto;
  }

  .scroll {
    block-size: 100%;
    overflow-y: auto;
    background: var(--_surface);
  }

  @media (min-width: 720px) {
    .scroll {
      background: var(--_panel);
    }

    .welcome > div {
      box-sizing: content-box;
      padding: 40px 44px;
      border: 1px solid var(--_border);
      border-radius: 24px;
      background: var(--_surface);
      box-shadow: var(--_shade);
    }
  }

  .app {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(260px, 340px) minmax(0, 1fr);
    block-size: 100%;
  }

  parley-banner {
    grid-column: 1 / -1;
  }

  parley-room-list {
    border-inline-end: 1px solid var(--_border);
  }

  main {
    min-inline-size: 0;
    min-block-size: 0;
  }

  .none {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    block-size: 100%;
    padding: 24px;
    text-align: center;
    color: var(--_muted);
  }

  .none h2 {
    font-size: 18px;
    color: var(--_text);
  }

  .picture {
    display: grid;
    place-items: center;
    inline-size: 84px;
    block-size: 84px;
    margin-block-end: 8px;
    border-radius: 50%;
    background: var(--_selected);
    color: var(--_link);
  }

  .picture svg {
    inline-size: 36px;
    block-size: 36px;
  }

  .back {
    display: none;
    text-decoration: none;
  }

  .back:dir(rtl) svg {
    scale: -1 1;
  }

  @media (max-width: 719px) {
    .app {
      grid-template-columns: minmax(0, 1fr);
    }

    .back {
      display: inline-grid;
    }

    parley-room-list {
      border: 0;
    }

    .app.in parley-room-list,
    .app:not(.in) main {
      display: none;
    }
  }
`;
