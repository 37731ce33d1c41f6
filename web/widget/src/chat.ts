import { Parley, type TokenProvider } from '@parley/client';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import './banner.js';
import './conversation.js';
import './sign-in.js';
import { text } from './text.js';
import { base, theme } from './theme.js';
import { Watch } from './watch.js';
import { sayingOf } from './words.js';

const HERE = new URL(import.meta.url).origin;

/**
 * `<parley-chat room="1">`: one room in any page.
 *
 * Attributes: `room`, the room's id; `server`, where the script came from unless said otherwise; `token`, an access
 * token. Property `tokenProvider`: a function that gives access tokens, asked again when one expires. With neither,
 * it shows a form to sign in, and keeps the tokens in memory only. Events: `signed-in`.
 */
export class ParleyChat extends LitElement {
  static override styles = [
    theme,
    base,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        block-size: 560px;
        overflow: hidden;
        border: 1px solid var(--_border);
        border-radius: 16px;
        container-type: inline-size;
      }

      :host([hidden]) {
        display: none;
      }

      main {
        min-block-size: 0;
        overflow-y: auto;
      }

      .center {
        display: grid;
        align-content: center;
        min-block-size: 100%;
        padding: 24px;
      }

      .says {
        display: grid;
        justify-items: center;
        gap: 12px;
        text-align: center;
        color: var(--_muted);
      }
    `,
  ];
  static override properties = {
    room: { type: Number },
    server: {},
    token: {},
    tokenProvider: { attribute: false },
    phase: { state: true },
  };
  declare room: number;
  declare server: string;
  declare token: string | undefined;
  declare tokenProvider: TokenProvider | undefined;
  declare phase: 'starting' | 'started' | 'failed';
  private readonly watch = new Watch(this);
  private parley: Parley | undefined;
  private why = '';

  constructor() {
    super();
    this.room = 0;
    this.server = HERE;
    this.phase = 'starting';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate('server');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.parley?.close();
    this.parley = undefined;
  }

  protected override willUpdate(changed: PropertyValues<ParleyChat>): void {
    const other = changed.has('server') || changed.has('token') || changed.has('tokenProvider');
    if (this.isConnected && (this.parley === undefined || other)) this.start();
  }

  protected override render(): TemplateResult {
    const { parley } = this;
    if (parley === undefined || this.phase === 'starting') {
      return html`<span></span><main><div class="center says" role="status">${text.loading}</div></main>`;
    }
    if (this.phase === 'failed') {
      return html`<span></span><main><div class="center says" role="alert"><p>${this.why}</p><button class="outlined" @click=${this.start}>${text.conversation.retry}</button></div></main>`;
    }
    if (parley.me.value === undefined) {
      return html`<span></span><main><div class="center"><parley-sign-in .parley=${parley}></parley-sign-in></div></main>`;
    }
    return html`<parley-banner .parley=${parley}></parley-banner>${this.conversation(parley)}`;
  }

  private conversation(parley: Parley): TemplateResult {
    const outside = parley.listing.value === 'ready' && !parley.rooms.value.some(({ id }) => id === this.room);
    return outside
      ? html`<main><div class="center says">${text.conversation.gone}</div></main>`
      : html`<parley-conversation .parley=${parley} .room=${parley.room(this.room)}></parley-conversation>`;
  }

  private readonly start = (): void => {
    this.parley?.close();
    const given = this.tokenProvider ?? fixed(this.token);
    const parley = new Parley({ server: this.server, remember: 'messages', ...(given && { token: given }) });
    this.parley = parley;
    this.watch.on(parley.me, parley.rooms, parley.listing);
    this.phase = 'starting';
    parley.restore().then(
      () => this.became(parley, 'started', ''),
      (fault: unknown) => this.became(parley, 'failed', sayingOf(fault)),
    );
  };

  private became(parley: Parley, phase: 'started' | 'failed', why: string): void {
    if (parley !== this.parley) return;
    this.why = why;
    this.phase = phase;
  }
}

/** A token that can't be renewed: when it expires, the form is shown. */
function fixed(token: string | undefined): TokenProvider | undefined {
  return token ? (stale) => (stale === undefined ? token : '') : undefined;
}

customElements.define('parley-chat', ParleyChat);
