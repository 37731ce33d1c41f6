import { css } from 'lit';

export const composerStyles = css`
  form {
    display: flex;
    align-items: flex-end;
    gap: 8px;
    max-inline-size: 860px;
    margin-inline: auto;
    padding: 4px 20px max(16px, env(safe-area-inset-bottom));
  }

  .box {
    flex: 1;
    display: flex;
    align-items: flex-end;
    min-inline-size: 0;
    border: 1px solid var(--_edge);
    border-radius: 22px;
    background: var(--_surface);
  }

  .box:focus-within {
    border-color: var(--_accent);
    box-shadow: 0 0 0 1px var(--_accent);
  }

  textarea {
    flex: 1;
    min-inline-size: 0;
    max-block-size: min(220px, 40dvh);
    padding: 10px 6px 10px 18px;
    padding-inline: 18px 6px;
    border: 0;
    background: none;
    resize: none;
    line-height: 22px;
    font-size: max(15px, 1em);
  }

  textarea:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .send {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 34px;
    block-size: 34px;
    margin: 4px;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
    transition: opacity 0.12s;
  }

  .send svg {
    inline-size: 18px;
    block-size: 18px;
  }

  .send:dir(rtl) svg {
    scale: -1 1;
  }

  .send[disabled] {
    background: var(--_hover);
    color: var(--_muted);
    cursor: default;
  }

  .left {
    align-self: center;
    padding-inline: 8px;
    font-size: 12px;
    color: var(--_muted);
  }

  .over {
    color: var(--_danger);
    font-weight: 600;
  }

  @media (max-width: 560px) {
    form {
      padding-inline: 12px;
    }

    textarea {
      font-size: 16px;
    }
  }
`;
