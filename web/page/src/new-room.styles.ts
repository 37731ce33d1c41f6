import { css } from 'lit';

export const newRoomStyles = css`
  form {
    display: grid;
    gap: 18px;
  }

  .entry {
    display: grid;
    gap: 6px;
  }

  label {
    font-size: 14px;
    font-weight: 600;
  }

  .field {
    font-size: 16px;
  }

  .chosen {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
  }

  .chosen li {
    display: flex;
    align-items: center;
    gap: 6px;
    padding-inline: 4px 2px;
    border-radius: 18px;
    background: var(--_selected);
    font-size: 14px;
  }

  .chosen .avatar {
    --size: 26px;
  }

  .chosen .icon {
    inline-size: 32px;
    block-size: 32px;
    border-radius: 50%;
  }

  .chosen .icon svg {
    inline-size: 14px;
    block-size: 14px;
  }

  .found {
    block-size: 196px;
    margin-block-start: 8px;
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: 12px;
  }

  #found {
    block-size: 100%;
    overflow-y: auto;
  }

  .found [role='option'] {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 6px 12px;
    cursor: pointer;
  }

  .found [role='option'] .avatar {
    --size: 32px;
  }

  .found [role='option']:hover,
  .found [aria-selected='true'] {
    background: var(--_hover);
  }

  .nobody {
    padding: 14px;
    color: var(--_muted);
  }

  .wrong {
    font-size: 13px;
    color: var(--_danger);
  }

  .choices {
    margin-block-start: 4px !important;
  }
`;
