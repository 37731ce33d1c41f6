import type { Parley, Room } from '@parley/client';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { avatar, avatarStyles } from './avatar.js';
import './composer.js';
import type { ParleyComposer } from './composer.js';
import { conversationStyles } from './conversation.styles.js';
import { icons } from './icons.js';
import './messages.js';
import type { ParleyMessages } from './messages.js';
import { text } from './text.js';
import { base } from './theme.js';
import { Watch } from './watch.js';
import { nameOf } from './words.js';

const FAULT_SHOWN_MS = 6_000;

/** A room to talk in: who is there, the messages, who types, and where to write. */
export class ParleyConversation extends LitElement {
  static override styles = [base, avatarStyles, conversationStyles];
  static override properties = {
    parley: { attribute: false },
    room: { attribute: false },
    plain: { type: Boolean },
    fault: { state: true },
  };
  declare parley: Parley;
  declare room: Room;
  /** Whether the page around says where one is, so that the head is left out. */
  declare plain: boolean;
  declare fault: string;
  private readonly watch = new Watch(this);
  private opened: Room | undefined;
  private forgetting: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.plain = false;
    this.fault = '';
  }

  override focus(): void {
    this.renderRoot.querySelector<ParleyComposer>('parley-composer')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.opened?.close();
    this.opened = undefined;
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    if (this.opened !== this.room) {
      this.opened?.close();
      this.opened = this.room;
      this.room.open();
      this.fault = '';
    }
    this.watch.on(this.room.state, this.parley.names, this.parley.online, this.parley.me);
    const { participants } = this.room.state.value;
    this.parley.needNames(participants);
    this.parley.watchPresence(participants);
  }

  protected override render(): TemplateResult {
    const { parley, room } = this;
    return html`
      ${this.plain ? html`<span></span>` : this.head()}
      <parley-messages .parley=${parley} .room=${room} @leave=${this.focus} @fault=${this.failed}></parley-messages>
      <div class="typing" role="status">${this.typing()}</div>
      <div>
        ${this.fault === '' ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
        <parley-composer .parley=${parley} .room=${room} @sent=${() => this.messages?.toNow()} @edit-last=${() => this.messages?.editLast()}></parley-composer>
      </div>
    `;
  }

  private head(): TemplateResult {
    const { id, name, participants } = this.room.state.value;
    const online = participants.filter((user) => this.isOnline(user)).length;
    return html`<header>
      <slot name="before"></slot>
      ${avatar(id, name)}
      <div class="title">
        <h2 dir="auto">${name}</h2>
        <p>${text.conversation.people(participants.length)}${online > 1 ? html` · ${text.conversation.online(online)}` : nothing}</p>
      </div>
      <button class="icon" aria-label=${text.conversation.showPeople} title=${text.conversation.showPeople} @click=${() => this.dialog?.showModal()}>${icons.people}</button>
      <dialog aria-labelledby="people-title">
        <h2 id="people-title">${text.conversation.people(participants.length)}</h2>
        <ul tabindex="0">
          ${participants.map((user) => this.participant(user))}
        </ul>
        <form method="dialog" class="choices"><button class="quiet">${text.close}</button></form>
      </dialog>
    </header>`;
  }

  private participant(user: number): TemplateResult {
    const name = nameOf(this.parley, user);
    const online = this.isOnline(user);
    return html`<li>
      ${avatar(user, name, online)}
      <span class="who" dir="auto">${name}${user === this.parley.me.value?.id ? html` ${text.conversation.you}` : nothing}</span>
      <small>${online ? text.conversation.onlineNow : text.conversation.offline}</small>
    </li>`;
  }

  private typing(): TemplateResult | typeof nothing {
    const names = this.room.state.value.typing.map((user) => nameOf(this.parley, user));
    const [one, two] = names;
    if (one === undefined) return nothing;
    const line =
      names.length > 2 ? text.typing.many : two === undefined ? text.typing.one(one) : text.typing.two(one, two);
    return html`<span><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${line}</span>`;
  }

  private isOnline(user: number): boolean {
    const me = user === this.parley.me.value?.id;
    return me ? this.parley.connection.value.phase === 'live' : this.parley.online.value.has(user);
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  private get messages(): ParleyMessages | null {
    return this.renderRoot.querySelector<ParleyMessages>('parley-messages');
  }

  private readonly failed = (event: CustomEvent<string>): void => {
    this.fault = event.detail;
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => (this.fault = ''), FAULT_SHOWN_MS);
  };
}

customElements.define('parley-conversation', ParleyConversation);
