import { css } from 'lit';

export const messagesStyles = css`
  :host {
    position: relative;
    display: block;
    min-block-size: 0;
  }

  .scroller {
    position: absolute;
    inset: 0;
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-gutter: stable both-edges;
  }

  .scroller:focus-visible {
    outline-offset: -3px;
  }

  .column {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    min-block-size: 100%;
    max-inline-size: 860px;
    margin-inline: auto;
    padding: 16px 20px 10px;
  }

  .day,
  .new,
  .beginning {
    display: flex;
    align-items: center;
    gap: 12px;
    margin-block: 18px 10px;
    font-size: 13px;
    color: var(--_muted);
  }

  .day,
  .beginning {
    justify-content: center;
  }

  .day span {
    padding: 3px 12px;
    border-radius: 20px;
    background: var(--_panel);
    font-weight: 500;
  }

  .new {
    margin-block: 12px;
    font-weight: 600;
    color: var(--_link);
  }

  .new::before,
  .new::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid color-mix(in srgb, var(--_link) 45%, transparent);
  }

  .now {
    position: absolute;
    inset-block-end: 12px;
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 40px;
    padding: 0 16px 0 12px;
    border: 1px solid var(--_border);
    border-radius: 20px;
    background: var(--_surface);
    box-shadow: var(--_shade);
    font-weight: 600;
    font-size: 14px;
  }

  .now:hover {
    background: var(--_hover);
  }

  .now svg {
    inline-size: 18px;
    block-size: 18px;
  }

  .state {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    flex: 1;
    min-block-size: 200px;
    padding: 24px;
    text-align: center;
    color: var(--_muted);
  }

  .state.alone {
    block-size: 100%;
  }

  .state h3 {
    font-size: 18px;
    color: var(--_text);
  }

  .state .picture {
    display: grid;
    place-items: center;
    inline-size: 72px;
    block-size: 72px;
    margin-block-end: 8px;
    border-radius: 50%;
    background: var(--_selected);
    color: var(--_link);
  }

  .state .picture svg {
    inline-size: 32px;
    block-size: 32px;
  }

  .bar {
    position: absolute;
    z-index: 1;
    inset-block-start: 0;
    inset-inline: 0;
    block-size: 2px;
    background: linear-gradient(90deg, transparent, var(--_accent), transparent);
    background-size: 50% 100%;
    background-repeat: no-repeat;
    animation: slide 1.1s infinite ease-in-out;
  }

  @keyframes slide {
    from {
      background-position: -60% 0;
    }
    to {
      background-position: 160% 0;
    }
  }

  @media (max-width: 560px) {
    .column {
      padding-inline: 12px;
    }
  }
`;
