import type { Parley, Room } from '@parley/client';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { avatar, avatarStyles } from './avatar.js';
import './composer.js';
import type { ParleyComposer } from './composer.js';
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
  static override styles = [
    base,
    avatarStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto auto;
        min-block-size: 0;
        block-size: 100%;
      }

      header {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: 64px;
        padding: 8px 16px 8px 20px;
        border-block-end: 1px solid var(--_border);
      }

      .title {
        flex: 1;
        min-inline-size: 0;
      }

      h2 {
        overflow: hidden;
        font-size: 17px;
        line-height: 1.3;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .title p {
        font-size: 13px;
        color: var(--_muted);
      }

      .typing {
        min-block-size: 22px;
        max-inline-size: 860px;
        inline-size: 100%;
        margin-inline: auto;
        padding-inline: 26px;
        font-size: 13px;
        color: var(--_muted);
      }

      .typing span {
        display: inline-flex;
        align-items: center;
        gap: 8px;
      }

      .dots {
        display: inline-flex;
        gap: 3px;
      }

      .dots i {
        inline-size: 5px;
        block-size: 5px;
        border-radius: 50%;
        background: currentColor;
        animation: breathe 1.2s infinite;
      }

      .dots i:nth-child(2) {
        animation-delay: 0.15s;
      }

      .dots i:nth-child(3) {
        animation-delay: 0.3s;
      }

      @keyframes breathe {
        0%,
        60%,
        100% {
          opacity: 0.3;
        }
        30% {
          opacity: 1;
        }
      }

      .fault {
        max-inline-size: 860px;
        margin: 0 auto 8px;
        padding: 8px 14px;
        border-radius: 12px;
        background: var(--_warn);
        color: var(--_on-warn);
      }

      ul {
        display: grid;
        gap: 4px;
        max-block-size: 50dvh;
        margin: 16px 0 0;
        padding: 0;
        overflow-y: auto;
        list-style: none;
      }

      li {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 6px 4px;
      }

      li .who {
        flex: 1;
        overflow-wrap: anywhere;
      }

      li small {
        font-size: 13px;
        color: var(--_muted);
      }

      @media (max-width: 719px) {
        header {
          padding-inline: 8px;
          gap: 8px;
        }
      }
    `,
  ];
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
