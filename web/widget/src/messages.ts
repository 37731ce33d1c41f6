import type { MessageId, Parley, Room, RoomState } from '@parley/client';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Anchor } from './anchor.js';
import { Announcer } from './announcer.js';
import { avatarStyles } from './avatar.js';
import { Edits } from './edits.js';
import { drawBeginning, drawFailed, drawProgress, drawSeen } from './history-view.js';
import { icons } from './icons.js';
import { contentStyles } from './message-view.js';
import { messagesStyles } from './messages.styles.js';
import { Reading } from './reading.js';
import { keyOf, rowOf, step } from './row-focus.js';
import { rowStyles } from './row.styles.js';
import { drawRow, type RowContext } from './row-view.js';
import { rows } from './rows.js';
import { Stretch } from './stretch.js';
import { text } from './text.js';
import { base } from './theme.js';
import { Watch } from './watch.js';
import { capped, nameOf } from './words.js';

/** More is drawn when less than this is left to scroll, in px. */
const AHEAD = 1_200;
const AT_BOTTOM = 48;

/** The messages of a room: a window on a list of any length, which never jumps while it is read. */
export class ParleyMessages extends LitElement {
  static override styles = [base, avatarStyles, contentStyles, rowStyles, messagesStyles];
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
  declare focused: MessageId | undefined;
  /** Whether the newest are out of sight. */
  declare far: boolean;

  private readonly watch = new Watch(this);
  private readonly stretch = new Stretch();
  private readonly anchor = new Anchor();
  private readonly resized = new ResizeObserver(() => this.settle());
  /** What others wrote after this message is new. */
  private newAfter: MessageId | undefined;
  /** Whether the newest are looked at, so that what comes pushes the rest up. */
  private following = true;
  private placed = false;
  private readonly announcer = new Announcer();
  private readonly edits = new Edits(this);
  private readonly reading = new Reading((id) => this.room.markRead(id));

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
    document.addEventListener('visibilitychange', this.looked);
    window.addEventListener('focus', this.looked);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    this.reading.stop();
    document.removeEventListener('visibilitychange', this.looked);
    window.removeEventListener('focus', this.looked);
  }

  /** To the newest message. */
  toNow(): void {
    this.stretch.reset();
    this.following = true;
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
    this.announcer.hear(messages, this.parley, this.placed ? this.renderRoot.querySelector('#said') : null);
    if (!this.following && this.scroller !== null) this.anchor.drop(this.scroller);
  }

  protected override updated(): void {
    const { scroller } = this;
    if (scroller === null) return;
    if (!this.placed && this.state.history === 'ready') this.place(scroller);
    else if (this.following) this.settle();
    else this.anchor.restore(scroller);
    this.reading.look(scroller);
    if (this.placed) requestAnimationFrame(() => this.extend());
  }

  protected override render(): TemplateResult {
    const { name, history, messages, outgoing, complete, unread } = this.state;
    const nothingYet = messages.length === 0 && outgoing.length === 0 && history !== 'ready';
    if (nothingYet && history !== 'failed') return drawProgress();
    if (nothingYet) return drawFailed(this.again, 'state alone');
    const { start, end } = this.stretch.of(messages, this.following);
    const drawn = messages.slice(start, end);
    this.parley.needNames(new Set(drawn.map(({ sender }) => sender)));
    const context = this.context();
    return html`
      ${history === 'loading' ? drawProgress() : nothing}
      <div class="scroller" tabindex="0" role="region" aria-label=${text.conversation.messages(name)} @scroll=${this.scrolled} @keydown=${this.pressed}>
        <div class="column">
          ${complete && start === 0 ? drawBeginning(messages.length + outgoing.length) : nothing}
          ${history === 'failed' ? drawFailed(this.again) : nothing}
          <div role="list" ?hidden=${messages.length + outgoing.length === 0}>
            ${repeat(
              rows(messages[start - 1], drawn, end === messages.length ? outgoing : [], this.me, this.newAfter),
              ({ key }) => key,
              (row) => drawRow(row, context),
            )}
          </div>
          ${end === messages.length ? drawSeen(this.state, this.parley) : nothing}
        </div>
      </div>
      <button class="now" ?hidden=${!this.far} @click=${this.toNow}>
        ${icons.down}${unread > 0 ? text.conversation.unreadBelow(capped(unread)) : text.conversation.toNow}
      </button>
      <div class="unseen" role="log" aria-live="polite" id="said"></div>
      <parley-confirm></parley-confirm>
    `;
  }

  private get state(): RoomState {
    return this.room.state.value;
  }

  private get me(): number {
    return this.parley.me.value?.id ?? 0;
  }

  private get scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  private context(): RowContext {
    return {
      me: this.me,
      editing: this.editing,
      focused: this.focused,
      name: (user) => nameOf(this.parley, user),
      edit: (id) => (this.editing = id),
      save: (id, content) => void this.edits.save(id, content),
      cancel: () => this.edits.end(),
      remove: (id) => void this.edits.remove(id),
      retry: (key) => this.room.retry(key),
      discard: (key) => void this.room.discard(key),
    };
  }

  private enter(): void {
    this.watch.on(this.room.state, this.parley.names, this.parley.me);
    this.stretch.reset();
    this.anchor.lift();
    this.newAfter = undefined;
    this.following = true;
    this.placed = false;
    this.announcer.reset();
    this.editing = undefined;
    this.focused = undefined;
    this.far = false;
  }

  /** Where to begin: at what is new, else at the end. */
  private place(scroller: HTMLElement): void {
    this.placed = true;
    this.settle();
    const divider = scroller.querySelector('.new');
    const above = divider === null ? 0 : divider.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    if (above >= 0) return;
    this.following = false;
    scroller.scrollTop += above - scroller.clientHeight * 0.25;
  }

  private readonly scrolled = (): void => {
    const { scroller } = this;
    if (scroller === null || !this.placed) return;
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    this.following = this.stretch.atEnd && below < AT_BOTTOM;
    this.far = !this.stretch.atEnd || below > scroller.clientHeight * 0.6;
    this.extend();
    this.reading.look(scroller);
  };

  /** Draws more where little is left, and reads more where nothing is left. */
  private extend(): void {
    const { scroller } = this;
    if (scroller === null) return;
    const { messages, history } = this.state;
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    if (scroller.scrollTop < AHEAD && this.stretch.up(messages)) this.requestUpdate();
    else if (scroller.scrollTop < AHEAD && history === 'ready') void this.room.loadOlder();
    else if (below < AHEAD && this.stretch.down(messages)) this.requestUpdate();
  }

  private settle(): void {
    const { scroller } = this;
    if (scroller !== null && this.following) scroller.scrollTop = scroller.scrollHeight;
  }

  private readonly again = (): void => void this.room.loadOlder();

  private readonly looked = (): void => this.requestUpdate();

  private readonly pressed = (event: KeyboardEvent): void => {
    const row = rowOf(event);
    const id = keyOf(row);
    const mine = this.state.messages.some((message) => message.id === id && message.sender === this.me);
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      this.focused = step(event, row, this.renderRoot) ?? this.focused;
    } else if (event.key === 'Escape') this.dispatchEvent(new Event('leave'));
    else if (mine && (event.key === 'e' || event.key === 'Delete')) {
      event.preventDefault();
      if (event.key === 'e') this.editing = id;
      else void this.edits.remove(id);
    }
  };
}

customElements.define('parley-messages', ParleyMessages);
