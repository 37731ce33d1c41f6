import { css } from 'lit';

export const rowStyles = css`
  .row {
    position: relative;
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    column-gap: 10px;
    padding-block: 1px;
    border-radius: 12px;
  }

  .row.first {
    margin-block-start: 10px;
  }

  .row > .avatar {
    grid-row: 2;
    align-self: end;
  }

  .name {
    grid-column: 2;
    padding-inline-start: 14px;
    margin-block-end: 2px;
    font-size: 13px;
    font-weight: 600;
    color: var(--_muted);
  }

  .line {
    grid-column: 2;
    grid-row: 2;
    display: flex;
    align-items: flex-end;
    gap: 6px;
    min-inline-size: 0;
  }

  .bubble {
    max-inline-size: min(560px, 82%);
    padding: 8px 14px;
    border-radius: var(--_radius);
    border-start-start-radius: 6px;
    border-end-start-radius: 6px;
    background: var(--_bubble);
  }

  .row.first .bubble {
    border-start-start-radius: var(--_radius);
  }

  .row.last .bubble {
    border-end-start-radius: var(--_radius);
  }

  .mine {
    grid-template-columns: minmax(0, 1fr);
  }

  .mine .line {
    grid-column: 1;
    flex-direction: row-reverse;
  }

  .mine .bubble {
    border-radius: var(--_radius);
    border-start-end-radius: 6px;
    border-end-end-radius: 6px;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .mine.first .bubble {
    border-start-end-radius: var(--_radius);
  }

  .mine.last .bubble {
    border-end-end-radius: var(--_radius);
  }

  .row .bubble:has(.large) {
    padding: 0 4px;
    background: none;
  }

  time,
  .status {
    flex: none;
    font-size: 12px;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  time {
    padding-block-end: 9px;
  }

  .row:not(.last) time {
    opacity: 0;
  }

  .row:hover time,
  .row:focus-within time,
  .row:focus time {
    opacity: 1;
  }

  .status {
    display: flex;
    justify-content: flex-end;
    align-items: center;
    gap: 6px;
    margin-block: 3px 2px;
    padding-inline: 6px;
  }

  .row > .status {
    grid-row: 3;
  }

  .status svg {
    inline-size: 14px;
    block-size: 14px;
    flex: none;
  }

  .mine.pending .bubble {
    background: var(--_selected);
    color: var(--_text);
  }

  .mine.refused .bubble {
    background: var(--_bubble);
    color: var(--_text);
    outline: 1.5px solid var(--_danger);
  }

  .refused .status {
    flex-wrap: wrap;
    color: var(--_danger);
  }

  .status button {
    min-block-size: 28px;
    padding-inline: 8px;
    border-radius: 8px;
    font-weight: 600;
    color: var(--_link);
  }

  .status button:hover {
    background: var(--_hover);
  }

  .actions {
    display: flex;
    visibility: hidden;
    align-self: center;
    margin-inline-start: auto;
  }

  .mine .actions {
    margin-inline: auto 0;
  }

  .row:hover .actions,
  .row:focus-within .actions,
  .row:focus .actions {
    visibility: visible;
  }

  .actions .icon {
    inline-size: 32px;
    block-size: 32px;
  }

  .actions .icon svg {
    inline-size: 17px;
    block-size: 17px;
  }

  @media (hover: none) {
    .row:not(:focus, :focus-within) .actions {
      visibility: hidden;
    }
  }

  @media (max-width: 560px) {
    .bubble {
      max-inline-size: 86%;
    }

    .row:not(:focus, :focus-within) .actions {
      display: none;
    }
  }
`;
