import type { Parley, RoomState } from '@parley/client';
import { avatar, avatarStyles, base, brief, capped, icons, nameOf, text, Watch } from '@parley/widget';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import { roomListStyles } from './room-list.styles.js';
import { addressOf } from './route.js';

/** My rooms, the newest activity first, and who I am. */
export class ParleyRoomList extends LitElement {
  static override styles = [base, avatarStyles, roomListStyles];
  static override properties = { parley: { attribute: false }, current: { type: Number } };
  declare parley: Parley;
  /** The room that is looked at. */
  declare current: number | undefined;
  private readonly watch = new Watch(this);

  protected override willUpdate(): void {
    this.watch.on(this.parley.rooms, this.parley.listing, this.parley.me, this.parley.names, this.parley.connection);
    this.parley.needNames(this.parley.rooms.value.flatMap(({ lastMessage }) => (lastMessage ? [lastMessage.sender] : [])));
  }

  protected override render(): TemplateResult {
    const me = this.parley.me.value;
    return html`
      <header>
        <h1>${text.rooms.title}</h1>
        <button class="icon" id="add" aria-label=${text.rooms.add} title=${text.rooms.add} @click=${this.add}>${icons.plus}</button>
      </header>
      <nav aria-label=${text.rooms.title}>${this.list()}</nav>
      <footer>
        ${avatar(me?.id ?? 0, me?.username ?? '', this.parley.connection.value.phase === 'live')}
        <span class="who" dir="auto" title=${text.rooms.account(me?.username ?? '')}>${me?.username}</span>
        <button class="icon" aria-label=${text.rooms.signOut} title=${text.rooms.signOut} @click=${this.leave}>${icons.out}</button>
      </footer>
    `;
  }

  private list(): TemplateResult | typeof nothing {
    const rooms = this.parley.rooms.value;
    if (rooms.length > 0) return html`<ul>${repeat(rooms, ({ id }) => id, (room) => this.room(room))}</ul>`;
    switch (this.parley.listing.value) {
      case 'unread':
        return nothing;
      case 'failed':
        return html`<div class="none" role="alert">
          <p>${text.rooms.failed}</p>
          <button class="outlined" @click=${() => this.parley.refreshRooms()}>${text.conversation.retry}</button>
        </div>`;
      case 'ready':
        return html`<div class="none">
          <h2>${text.rooms.none}</h2>
          <p>${text.rooms.noneLead}</p>
          <button class="primary" @click=${this.add}>${text.rooms.add}</button>
        </div>`;
    }
  }

  private room({ id, name, lastMessage, unread }: RoomState): TemplateResult {
    const count = capped(unread);
    return html`<li>
      <a href=${addressOf(id)} aria-current=${this.current === id ? 'page' : nothing} class=${classMap({ unread: unread > 0 })}>
        ${avatar(id, name)}
        <span class="name"><bdi>${name}</bdi></span>
        ${lastMessage === undefined
          ? html`<span></span>`
          : html`<time datetime=${lastMessage.timestamp}>${brief(new Date(lastMessage.timestamp), new Date())}</time>`}
        <span class="last"><bdi>${this.preview(lastMessage)}</bdi></span>
        ${unread > 0 ? html`<span class="badge" role="img" aria-label=${text.rooms.unread(count)}>${count}</span>` : nothing}
      </a>
    </li>`;
  }

  private preview(message: RoomState['lastMessage']): string {
    if (message === undefined) return text.rooms.noMessages;
    const line = message.content.slice(0, 120).replace(/\s+/g, ' ');
    if (message.sender === this.parley.me.value?.id) return text.rooms.you(line);
    return text.conversation.said(nameOf(this.parley, message.sender), line);
  }

  private readonly add = (): void => {
    this.dispatchEvent(new Event('add'));
  };

  private readonly leave = (): void => {
    this.dispatchEvent(new Event('sign-out'));
  };
}

customElements.define('parley-room-list', ParleyRoomList);
