import { css } from 'lit';

export const conversationStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto auto;
    min-block-size: 0;
    block-size: 100%;
  }

  header {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 64px;
    padding: 8px 16px 8px 20px;
    border-block-end: 1px solid var(--_border);
  }

  .title {
    flex: 1;
    min-inline-size: 0;
  }

  h2 {
    overflow: hidden;
    font-size: 17px;
    line-height: 1.3;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .title p {
    font-size: 13px;
    color: var(--_muted);
  }

  .typing {
    min-block-size: 22px;
    max-inline-size: 860px;
    inline-size: 100%;
    margin-inline: auto;
    padding-inline: 26px;
    font-size: 13px;
    color: var(--_muted);
  }

  .typing span {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }

  .dots {
    display: inline-flex;
    gap: 3px;
  }

  .dots i {
    inline-size: 5px;
    block-size: 5px;
    border-radius: 50%;
    background: currentColor;
    animation: breathe 1.2s infinite;
  }

  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }

  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }

  @keyframes breathe {
    0%,
    60%,
    100% {
      opacity: 0.3;
    }
    30% {
      opacity: 1;
    }
  }

  .fault {
    max-inline-size: 860px;
    margin: 0 auto 8px;
    padding: 8px 14px;
    border-radius: 12px;
    background: var(--_warn);
    color: var(--_on-warn);
  }

  ul {
    display: grid;
    gap: 4px;
    max-block-size: 50dvh;
    margin: 16px 0 0;
    padding: 0;
    overflow-y: auto;
    list-style: none;
  }

  li {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 6px 4px;
  }

  li .who {
    flex: 1;
    overflow-wrap: anywhere;
  }

  li small {
    font-size: 13px;
    color: var(--_muted);
  }

  @media (max-width: 719px) {
    header {
      padding-inline: 8px;
      gap: 8px;
    }
  }
`;
