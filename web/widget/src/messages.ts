import type { Message, MessageId, OutgoingMessage, Parley, Room, RoomState } from '@parley/client';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import { avatar, avatarStyles } from './avatar.js';
import { clock, dayName, fullDate } from './dates.js';
import { icons } from './icons.js';
import { contentOf, contentStyles, drawContent } from './message-view.js';
import { messagesStyles } from './messages.styles.js';
import { type Place, rows } from './rows.js';
import { Stretch } from './stretch.js';
import { text } from './text.js';
import { base } from './theme.js';
import { capped, nameOf } from './words.js';
import { Watch } from './watch.js';

/** More is drawn when less than this is left to scroll, in px. */
const AHEAD = 1_200;
const AT_BOTTOM = 48;
const READ_AFTER_MS = 250;

/** The messages of a room: a window on a list of any length, which never jumps while it is read. */
export class ParleyMessages extends LitElement {
  static override styles = [base, avatarStyles, contentStyles, messagesStyles];
  static override properties = {
    parley: { attribute: false },
    room: { attribute: false },
    editing: { state: true },
    focused: { state: true },
    far: { state: true },
  };
  declare parley: Parley;
  declare room: Room;
  declare editing: MessageId | undefined;
  /** The message that arrow keys have gone to. */
  declare focused: MessageId | undefined;
  /** Whether the newest are out of sight. */
  declare far: boolean;

  private readonly watch = new Watch(this);
  private readonly stretch = new Stretch();
  private readonly resized = new ResizeObserver(() => this.settle());
  private newAfter: MessageId | undefined;
  private stick = true;
  private placed = false;
  private anchor: { key: string; top: number } | undefined;
  private announced: MessageId = 0;
  private reading: ReturnType<typeof setTimeout> | undefined;

  private get state(): RoomState {
    return this.room.state.value;
  }

  private get me(): number {
    return this.parley.me.value?.id ?? 0;
  }

  private get scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.looked);
    window.addEventListener('focus', this.looked);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    clearTimeout(this.reading);
    document.removeEventListener('visibilitychange', this.looked);
    window.removeEventListener('focus', this.looked);
  }

  /** To the newest message. */
  toNow(): void {
    this.stretch.reset();
    this.stick = true;
    this.newAfter = undefined;
    this.requestUpdate();
  }

  /** Begins to change my newest message. */
  editLast(): void {
    const mine = this.state.messages.findLast(({ sender }) => sender === this.me);
    if (mine === undefined) return;
    this.toNow();
    this.editing = mine.id;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('room') || changed.has('parley')) this.enter();
    const { messages, unread, readMark } = this.state;
    if (this.newAfter === undefined && unread > 0 && (!this.placed || document.hidden)) this.newAfter = readMark;
    const newest = messages.at(-1)?.id ?? 0;
    if (this.placed && newest > this.announced) this.announce(messages);
    this.announced = Math.max(this.announced, newest);
    this.parley.needNames(new Set(messages.slice(-Stretch.MOST).map(({ sender }) => sender)));
    if (!this.stick) this.drop();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const scroller = this.scroller;
    if (scroller === null) return;
    if (!this.placed && this.state.history === 'ready') this.place(scroller);
    else if (this.stick) scroller.scrollTop = scroller.scrollHeight;
    else this.restore(scroller);
    if (changed.has('editing') && this.editing !== undefined) this.focusEditor();
    this.read();
    if (this.placed) requestAnimationFrame(() => this.extend());
  }

  protected override firstUpdated(): void {
    this.resized.observe(this);
  }

  protected override render(): TemplateResult {
    const { name, history, messages, outgoing, complete, unread } = this.state;
    if (messages.length === 0 && outgoing.length === 0 && history !== 'ready') {
      return history === 'failed' ? this.failed() : html`<div class="bar" role="progressbar" aria-label=${text.loading}></div>`;
    }
    const { start, end } = this.stretch.of(messages, this.stick);
    const drawn = rows(messages[start - 1], messages.slice(start, end), this.stretch.atEnd ? outgoing : [], this.me, this.newAfter);
    return html`
      ${history === 'loading' ? html`<div class="bar"></div>` : nothing}
      <div class="scroller" tabindex="0" role="region" aria-label=${text.conversation.messages(name)} @scroll=${this.scrolled} @keydown=${this.pressed}>
        <div class="column">
          ${complete && start === 0 ? this.beginning(messages.length + outgoing.length) : nothing}
          ${history === 'failed' ? this.failed() : nothing}
          <div role="list">
            ${repeat(drawn, (row) => row.key, (row) => {
              switch (row.type) {
                case 'day':
                  return html`<div class="day" role="listitem" data-key=${row.key}><span>${dayName(row.at, new Date())}</span></div>`;
                case 'new':
                  return html`<div class="new" role="listitem" data-key="new">${text.conversation.newMessages}</div>`;
                case 'message':
                  return this.message(row.message, row.at, row);
                case 'outgoing':
                  return this.outgoing(row.message, row.at, row);
              }
            })}
          </div>
          ${this.stretch.atEnd ? this.seen(messages.at(-1)) : nothing}
        </div>
      </div>
      <button class="now" ?hidden=${!this.far} @click=${this.toNow}>
        ${icons.down}${unread > 0 ? text.conversation.unreadBelow(capped(unread)) : text.conversation.toNow}
      </button>
      <div class="unseen" role="log" aria-live="polite" id="said"></div>
      ${this.question()}
    `;
  }

  private message(message: Message, at: Date, place: Place): TemplateResult {
    const mine = message.sender === this.me;
    const name = nameOf(this.parley, message.sender);
    const active = this.focused === message.id;
    return html`<div
      class=${classMap({ row: true, mine, first: place.first, last: place.last })}
      role="listitem"
      data-key=${message.id}
      tabindex=${active ? 0 : -1}
      aria-label=${`${mine ? text.conversation.you : name}, ${clock(at)}: ${message.content}`}
    >
      ${!mine && place.first ? html`<div class="name" dir="auto">${name}</div>` : nothing}
      ${!mine && place.last ? avatar(message.sender, name) : nothing}
      <div class="line">
        ${this.editing === message.id
          ? this.editor(message)
          : html`<div class="bubble">${contentOf(message)}</div>
              <time datetime=${message.timestamp} title=${fullDate(at)}>${clock(at)}</time>
              ${mine ? this.actions(message, active) : nothing}`}
      </div>
    </div>`;
  }

  private actions(message: Message, reachable: boolean): TemplateResult {
    const tab = reachable ? 0 : -1;
    return html`<div class="actions" role="group" aria-label=${text.message.actions}>
      <button class="icon" tabindex=${tab} aria-label=${text.message.edit} title=${text.message.edit} @click=${() => (this.editing = message.id)}>${icons.edit}</button>
      <button class="icon" tabindex=${tab} aria-label=${text.message.delete} title=${text.message.delete} @click=${() => this.ask(message.id)}>${icons.bin}</button>
    </div>`;
  }

  private outgoing({ key, content, status, reason }: OutgoingMessage, at: Date, place: Place): TemplateResult {
    const classes = { row: true, mine: true, first: place.first, last: place.last, [status]: true };
    return html`<div class=${classMap(classes)} role="listitem" data-key=${key}>
      <div class="line"><div class="bubble">${drawContent(content)}</div><time datetime=${at.toISOString()}>${clock(at)}</time></div>
      ${status === 'refused'
        ? html`<div class="status">
            ${icons.alert}<span>${text.message.refused(reason ?? '')}</span>
            <button @click=${() => this.room.retry(key)}>${text.message.retry}</button>
            <button @click=${() => this.room.discard(key)}>${text.message.discard}</button>
          </div>`
        : place.last
          ? html`<div class="status">${status === 'pending' ? html`${icons.clock}${text.message.pending}` : html`${icons.tick}${text.message.sent}`}</div>`
          : nothing}
    </div>`;
  }

  private editor(message: Message): TemplateResult {
    return html`<form class="editor" @submit=${(event: Event) => this.save(event, message)} @keydown=${(event: KeyboardEvent) => this.editorPressed(event)}>
      <textarea class="field" rows="2" dir="auto" aria-label=${text.message.editLabel} .value=${message.content} maxlength="10000" required></textarea>
      <div class="choices">
        <span class="hint">${text.message.editHint}</span>
        <button class="quiet" type="button" @click=${() => this.endEdit()}>${text.cancel}</button>
        <button class="primary">${text.message.save}</button>
      </div>
    </form>`;
  }

  private beginning(count: number): TemplateResult {
    return count > 0
      ? html`<div class="beginning">${text.conversation.beginning}</div>`
      : html`<div class="state">
          <div class="picture">${icons.chat}</div>
          <h3>${text.conversation.empty}</h3>
          <p>${text.conversation.emptyLead}</p>
        </div>`;
  }

  private failed(): TemplateResult {
    return html`<div class="state" role="alert">
      <div class="picture">${icons.alert}</div>
      <p>${text.conversation.failed}</p>
      <button class="quiet" @click=${() => this.room.loadOlder()}>${text.conversation.retry}</button>
    </div>`;
  }

  /** Who has seen the newest message, if it is mine. */
  private seen(newest: Message | undefined): TemplateResult | typeof nothing {
    if (newest === undefined || newest.sender !== this.me || this.state.outgoing.length > 0) return nothing;
    const names = [...this.state.seenBy].filter(([, at]) => at >= newest.id).map(([user]) => nameOf(this.parley, user));
    const line = names.length > 3 ? text.message.seenByMany(names.length) : text.message.seenBy(names.join(', '));
    return html`<div class="status">${names.length > 0 ? line : html`${icons.tick}${text.message.sent}`}</div>`;
  }

  private question(): TemplateResult {
    return html`<dialog id="delete" aria-labelledby="delete-title">
      <form method="dialog" @submit=${this.answered}>
        <h2 id="delete-title">${text.message.deleteTitle}</h2>
        <p>${text.message.deleteLead}</p>
        <div class="choices">
          <button class="quiet" value="no">${text.cancel}</button>
          <button class="danger" value="yes">${text.message.delete}</button>
        </div>
      </form>
    </dialog>`;
  }

  private enter(): void {
    this.watch.on(this.room.state, this.parley.names, this.parley.me);
    this.stretch.reset();
    this.newAfter = undefined;
    this.stick = true;
    this.placed = false;
    this.anchor = undefined;
    this.announced = 0;
    this.editing = undefined;
    this.focused = undefined;
    this.far = false;
  }

  /** Where to begin: at what is new, else at the end. */
  private place(scroller: HTMLElement): void {
    this.placed = true;
    const divider = scroller.querySelector<HTMLElement>('.new');
    scroller.scrollTop = scroller.scrollHeight;
    const above = divider === null ? 0 : divider.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    if (above < 0) {
      this.stick = false;
      scroller.scrollTop += above - scroller.clientHeight * 0.25;
    }
  }

  /** Remembers what is in sight, by the row that stands highest. */
  private drop(): void {
    const scroller = this.scroller;
    if (scroller === null) return;
    const top = scroller.getBoundingClientRect().top;
    const rows = scroller.querySelectorAll<HTMLElement>('[data-key]');
    for (const row of rows) {
      const box = row.getBoundingClientRect();
      if (box.bottom > top && row.classList.contains('row')) {
        this.anchor = { key: row.dataset['key'] ?? '', top: box.top - top };
        return;
      }
    }
  }

  /** Puts what was in sight where it was. */
  private restore(scroller: HTMLElement): void {
    const { anchor } = this;
    if (anchor === undefined) return;
    this.anchor = undefined;
    const row = scroller.querySelector<HTMLElement>(`[data-key="${CSS.escape(anchor.key)}"]`);
    if (row === null) return;
    const moved = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - anchor.top;
    if (Math.abs(moved) >= 1) scroller.scrollTop += moved;
  }

  private readonly scrolled = (): void => {
    const scroller = this.scroller;
    if (scroller === null || !this.placed) return;
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    this.stick = this.stretch.atEnd && below < AT_BOTTOM;
    this.far = !this.stretch.atEnd || below > scroller.clientHeight * 0.6;
    this.extend();
    this.read();
  };

  /** Draws more where little is left, and reads more where nothing is left. */
  private extend(): void {
    const scroller = this.scroller;
    if (scroller === null) return;
    const { messages, history } = this.state;
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    if (scroller.scrollTop < AHEAD && this.stretch.up(messages)) this.requestUpdate();
    else if (scroller.scrollTop < AHEAD && history === 'ready') void this.room.loadOlder();
    else if (below < AHEAD && this.stretch.down(messages)) this.requestUpdate();
  }

  private settle(): void {
    const scroller = this.scroller;
    if (scroller !== null && this.stick) scroller.scrollTop = scroller.scrollHeight;
  }

  private readonly looked = (): void => {
    this.requestUpdate();
  };

  /** Moves the read mark to the newest message in sight, while somebody looks. */
  private read(): void {
    clearTimeout(this.reading);
    this.reading = setTimeout(() => {
      const scroller = this.scroller;
      if (scroller === null || document.visibilityState !== 'visible' || !document.hasFocus()) return;
      const edge = scroller.getBoundingClientRect().bottom + 8;
      const rows = [...scroller.querySelectorAll<HTMLElement>('.row:not(.pending, .sent, .refused)')];
      const seen = rows.findLast((row) => row.getBoundingClientRect().bottom <= edge);
      const id = Number(seen?.dataset['key'] ?? 0);
      if (id > this.state.readMark) this.room.markRead(id);
    }, READ_AFTER_MS);
  }

  /** Says what others wrote, for those who do not see it. */
  private announce(messages: readonly Message[]): void {
    const said = this.renderRoot.querySelector('#said');
    const news = messages.filter(({ id, sender }) => id > this.announced && sender !== this.me);
    if (said === null || news.length === 0) return;
    said.textContent =
      news.length > 3
        ? text.conversation.arrived(news.length)
        : news.map(({ sender, content }) => text.conversation.said(nameOf(this.parley, sender), content)).join('\n');
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0] as HTMLElement;
    if (target.closest('.editor') !== null) return;
    const row = target.closest<HTMLElement>('.row[tabindex]');
    const id = Number(row?.dataset['key'] ?? 0);
    const mine = this.state.messages.find((message) => message.id === id)?.sender === this.me;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') this.step(event, row);
    else if (row !== null && mine && event.key === 'e') this.begin(event, () => (this.editing = id));
    else if (row !== null && mine && event.key === 'Delete') this.begin(event, () => this.ask(id));
    else if (event.key === 'Escape') this.dispatchEvent(new Event('leave', { bubbles: true, composed: true }));
  };

  private begin(event: Event, act: () => void): void {
    event.preventDefault();
    act();
  }

  /** To the message above or below. */
  private step(event: KeyboardEvent, from: HTMLElement | null): void {
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>('.row[tabindex]')];
    const at = from === null ? all.length : all.indexOf(from);
    const to = all[event.key === 'ArrowUp' ? at - 1 : at + 1];
    if (to === undefined) return;
    event.preventDefault();
    this.focused = Number(to.dataset['key']);
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: 'nearest' });
  }

  private focusEditor(): void {
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>('.editor textarea');
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    field?.scrollIntoView({ block: 'nearest' });
  }

  private editorPressed(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.begin(event, () => this.endEdit());
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      this.begin(event, () => (event.target as HTMLTextAreaElement).form?.requestSubmit());
    }
  }

  private async save(event: Event, message: Message): Promise<void> {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector('textarea');
    const content = field?.value.trim() ?? '';
    if (content === '') return;
    if (content === message.content || (await this.done(this.room.edit(message.id, content)))) this.endEdit();
  }

  private endEdit(): void {
    const id = this.editing;
    this.editing = undefined;
    this.focused = id;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`[data-key="${id}"]`)?.focus());
  }

  private ask(id: MessageId): void {
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>('#delete');
    if (dialog === null) return;
    dialog.dataset['id'] = String(id);
    dialog.returnValue = '';
    dialog.showModal();
  }

  private readonly answered = (event: SubmitEvent): void => {
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>('#delete');
    const choice = (event.submitter as HTMLButtonElement | null)?.value;
    if (choice === 'yes') void this.done(this.room.delete(Number(dialog?.dataset['id'])));
  };

  /** @returns whether it worked; if not, that is said */
  private async done(change: Promise<void>): Promise<boolean> {
    try {
      await change;
      return true;
    } catch {
      this.dispatchEvent(new CustomEvent('fault', { detail: text.message.failedChange, bubbles: true, composed: true }));
      return false;
    }
  }
}

customElements.define('parley-messages', ParleyMessages);
