import { MOST_UNREAD, Parley } from '@parley/client';
import { base, capped, icons, type ParleyConfirm, type ParleyConversation, sayingOf, text, theme, Watch } from '@parley/widget';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { appStyles } from './app.styles.js';
import './new-room.js';
import type { ParleyNewRoom } from './new-room.js';
import './room-list.js';
import { goTo, route } from './route.js';

/** The page: signing in, then the rooms beside the conversation, or one of both where there is little space. */
export class ParleyApp extends LitElement {
  static override styles = [theme, base, appStyles];
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
