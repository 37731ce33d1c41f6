import type { Parley } from '@parley/client';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { text } from './text.js';
import { base } from './theme.js';
import { Watch } from './watch.js';

const PATIENCE_MS = 1_500;

/** Says when there is no connection, unless it is back in no time. */
export class ParleyBanner extends LitElement {
  static override styles = [
    base,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: 4px 12px;
        padding: 8px 16px;
        font-size: 14px;
        font-weight: 500;
        background: var(--_warn);
        color: var(--_on-warn);
      }

      button {
        min-block-size: 28px;
        padding-inline: 8px;
        border-radius: 8px;
        font-weight: 700;
        text-decoration: underline;
        text-underline-offset: 2px;
      }
    `,
  ];
  static override properties = { parley: { attribute: false }, shown: { state: true } };
  declare parley: Parley;
  declare shown: boolean;
  private readonly watch = new Watch(this);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.shown = false;
  }

  protected override willUpdate(): void {
    this.watch.on(this.parley.connection);
    const { phase } = this.parley.connection.value;
    if (phase === 'live' || phase === 'idle') {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.shown = false;
    } else if (!navigator.onLine) this.shown = true;
    else this.timer ??= setTimeout(() => (this.shown = true), PATIENCE_MS);
  }

  protected override render(): TemplateResult {
    return html`<div role="status" ?hidden=${!this.shown}>${this.shown ? this.content() : nothing}</div>`;
  }

  private content(): TemplateResult {
    if (!navigator.onLine) return html`${text.connection.offline}`;
    return html`${text.connection.reconnecting} <button @click=${() => this.parley.reconnect()}>${text.connection.now}</button>`;
  }
}

customElements.define('parley-banner', ParleyBanner);
