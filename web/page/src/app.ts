import { MOST_UNREAD, Parley } from '@parley/client';
import { base, capped, icons, type ParleyConfirm, type ParleyConversation, sayingOf, text, theme, Watch } from '@parley/widget';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import './new-room.js';
import type { ParleyNewRoom } from './new-room.js';
import './room-list.js';
import { goTo, route } from './route.js';

/** The page: signing in, then the rooms beside the conversation, or one of both where there is little space. */
export class ParleyApp extends LitElement {
  static override styles = [
    theme,
    base,
    css`
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
    `,
  ];
  static override properties = { starting: { state: true }, fault: { state: true } };
  declare starting: boolean;
  declare fault: string;
  private readonly parley = new Parley({ server: location.origin });
  private readonly watch = new Watch(this);
  private shown: number | undefined;

  constructor() {
    super();
    this.starting = true;
    this.fault = '';
    this.watch.on(this.parley.me, this.parley.rooms, this.parley.listing, route);
    void this.start();
  }

  protected override render(): TemplateResult {
    if (this.parley.me.value !== undefined) return this.inside();
    if (this.fault !== '') return this.stuck();
    if (this.starting) return html`<slot></slot>`;
    return html`<div class="scroll"><main class="welcome">
      <div>
        <img src="/favicon.svg" alt="" width="48" height="48" />
        <parley-sign-in .parley=${this.parley}></parley-sign-in>
      </div>
    </main></div>`;
  }

  protected override updated(): void {
    const { value: rooms } = this.parley.rooms;
    const unread = rooms.reduce((sum, room) => sum + room.unread, 0);
    const name = rooms.find(({ id }) => id === route.value)?.name;
    const count = unread > 0 ? `(${capped(Math.min(unread, MOST_UNREAD))}) ` : '';
    document.title = `${count}${name === undefined ? '' : `${name} · `}${text.app}`;
    if (this.shown !== route.value) {
      this.shown = route.value;
      if (!matchMedia('(pointer: coarse)').matches) this.renderRoot.querySelector<ParleyConversation>('parley-conversation')?.focus();
    }
  }

  private inside(): TemplateResult {
    const { parley } = this;
    return html`<div class=${route.value === undefined ? 'app' : 'app in'}>
      <parley-banner .parley=${parley}></parley-banner>
      <parley-room-list .parley=${parley} .current=${route.value} @add=${this.add} @sign-out=${this.signOut}></parley-room-list>
      <main>${this.room()}</main>
      <parley-new-room .parley=${parley} @created=${(event: CustomEvent<number>) => goTo(event.detail)}></parley-new-room>
      <parley-confirm></parley-confirm>
    </div>`;
  }

  private room(): TemplateResult | typeof nothing {
    const id = route.value;
    const known = id !== undefined && this.parley.rooms.value.some((room) => room.id === id);
    if (!known && this.parley.listing.value === 'unread') return nothing;
    if (id !== undefined && known) {
      return html`<parley-conversation .parley=${this.parley} .room=${this.parley.room(id)}>
        <a slot="before" class="icon back" href="#/" aria-label=${text.back} title=${text.back}>${icons.back}</a>
      </parley-conversation>`;
    }
    return html`<div class="none">
      <div class="picture">${icons.chat}</div>
      <h2>${id === undefined ? text.rooms.select : text.conversation.gone}</h2>
      <p>${id === undefined ? text.rooms.selectLead : html`<a href="#/">${text.back}</a>`}</p>
    </div>`;
  }

  private stuck(): TemplateResult {
    return html`<main class="none" role="alert">
      <div class="picture">${icons.alert}</div>
      <p>${this.fault}</p>
      <button class="primary" @click=${this.start}>${text.conversation.retry}</button>
    </main>`;
  }

  private readonly start = async (): Promise<void> => {
    this.fault = '';
    this.starting = true;
    try {
      await this.parley.restore();
    } catch (fault) {
      this.fault = sayingOf(fault);
    }
    this.starting = false;
  };

  private readonly add = (): void => {
    this.renderRoot.querySelector<ParleyNewRoom>('parley-new-room')?.show();
  };

  private readonly signOut = async (): Promise<void> => {
    const { unsent } = this.parley;
    const { signOutTitle: title, signOut: yes } = text.rooms;
    const confirm = this.renderRoot.querySelector<ParleyConfirm>('parley-confirm');
    if (unsent > 0 && !(await confirm?.ask({ title, lead: text.rooms.unsent(unsent), yes }))) return;
    goTo(undefined);
    void this.parley.signOut();
  };
}

customElements.define('parley-app', ParleyApp);
