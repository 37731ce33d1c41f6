import { type Parley, Refused, type User } from '@parley/client';
import { avatar, avatarStyles, base, icons, sayingOf, text } from '@parley/widget';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { newRoomStyles } from './new-room.styles.js';

const SEARCH_AFTER_MS = 180;

/** A dialog that creates a room with people who are found by name. */
export class ParleyNewRoom extends LitElement {
  static override styles = [base, avatarStyles, newRoomStyles];
  static override properties = {
    parley: { attribute: false },
    found: { state: true },
    chosen: { state: true },
    at: { state: true },
    fault: { state: true },
    asked: { state: true },
    working: { state: true },
  };
  declare parley: Parley;
  declare found: readonly User[];
  declare chosen: readonly User[];
  /** The place in `found` that arrow keys have gone to. */
  declare at: number;
  declare fault: string;
  /** What was looked for, and whose answer is shown. */
  declare asked: string;
  declare working: boolean;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.clear();
  }

  /** Opens it, empty. */
  show(): void {
    this.clear();
    this.renderRoot.querySelector('form')?.reset();
    this.dialog?.showModal();
  }

  protected override render(): TemplateResult {
    const t = text.create;
    return html`<dialog aria-labelledby="title">
      <form method="dialog" novalidate @submit=${this.submit}>
        <h2 id="title">${t.title}</h2>
        <div class="entry">
          <label for="name">${t.name}</label>
          <input class="field" id="name" name="name" dir="auto" maxlength="255" autocomplete="off" placeholder=${t.namePlaceholder} aria-describedby="fault" aria-invalid=${this.fault === '' ? 'false' : 'true'} autofocus />
          <span class="wrong" id="fault" role="alert" ?hidden=${this.fault === ''}>${this.fault}</span>
        </div>
        <div>
          <div class="entry">
            <label for="person">${t.people}</label>
            <input
              class="field"
              id="person"
              name="person"
              role="combobox"
              autocomplete="off"
              autocapitalize="none"
              spellcheck="false"
              aria-expanded=${this.found.length > 0}
              aria-controls="found"
              aria-autocomplete="list"
              aria-activedescendant=${this.found[this.at] === undefined ? nothing : `person-${this.at}`}
              placeholder=${t.peoplePlaceholder}
              @input=${this.typed}
              @keydown=${this.pressed}
            />
          </div>
          ${this.chosen.length === 0 ? nothing : html`<ul class="chosen">${this.chosen.map((user) => this.chip(user))}</ul>`}
          <div class="found">
            <div id="found" role="listbox" aria-label=${t.people} ?hidden=${this.found.length === 0}>
              ${this.found.map((user, i) => this.option(user, i))}
            </div>
            <p class="nobody" ?hidden=${this.found.length > 0}>${this.asked === '' ? t.hint : t.nobody}</p>
          </div>
          <span class="unseen" role="status">${this.asked === '' ? nothing : t.found(this.found.length)}</span>
        </div>
        <div class="choices">
          <button class="quiet" type="button" @click=${() => this.dialog?.close()}>${text.cancel}</button>
          <button class="primary" ?disabled=${this.working}>${t.submit}</button>
        </div>
      </form>
    </dialog>`;
  }

  private option(user: User, i: number): TemplateResult {
    return html`<div role="option" id=${`person-${i}`} aria-selected=${i === this.at} @click=${() => this.choose(user)}>
      ${avatar(user.id, user.username)}<span dir="auto">${user.username}</span>
    </div>`;
  }

  private chip(user: User): TemplateResult {
    const label = text.create.remove(user.username);
    return html`<li>
      ${avatar(user.id, user.username)}<span dir="auto">${user.username}</span>
      <button class="icon" type="button" aria-label=${label} title=${label} @click=${() => this.withdraw(user)}>${icons.close}</button>
    </li>`;
  }

  private clear(): void {
    this.found = [];
    this.chosen = [];
    this.at = -1;
    this.fault = '';
    this.asked = '';
    this.working = false;
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  private get person(): HTMLInputElement | null {
    return this.renderRoot.querySelector('[name=person]');
  }

  private readonly typed = (): void => {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.search(this.person?.value.trim() ?? ''), SEARCH_AFTER_MS);
  };

  private async search(prefix: string): Promise<void> {
    const found = prefix === '' ? [] : await this.parley.findPeople(prefix).catch(() => []);
    if (prefix !== (this.person?.value.trim() ?? '')) return;
    const taken = new Set([this.parley.me.value?.id, ...this.chosen.map(({ id }) => id)]);
    this.found = found.filter(({ id }) => !taken.has(id));
    this.at = this.found.length > 0 ? 0 : -1;
    this.asked = prefix;
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const { key } = event;
    const user = this.found[this.at];
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const step = key === 'ArrowDown' ? 1 : -1;
      this.at = Math.max(-1, Math.min(this.found.length - 1, this.at + step));
      void this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
    } else if (key === 'Enter' && user !== undefined) this.choose(user);
    else if (key === 'Backspace' && this.person?.value === '') this.chosen = this.chosen.slice(0, -1);
    else return;
    if (key !== 'Backspace') event.preventDefault();
  };

  private choose(user: User): void {
    this.chosen = [...this.chosen, user];
    if (this.person !== null) this.person.value = '';
    this.person?.focus();
    void this.search('');
  }

  private withdraw(user: User): void {
    this.chosen = this.chosen.filter(({ id }) => id !== user.id);
    this.person?.focus();
    void this.search(this.person?.value.trim() ?? '');
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('[name=name]');
    const name = field?.value.trim() ?? '';
    this.fault = name === '' ? text.create.nameRequired : '';
    if (this.fault === '') await this.create(name);
    if (this.fault !== '') field?.focus();
  };

  private async create(name: string): Promise<void> {
    this.working = true;
    try {
      const room = await this.parley.createRoom(name, this.chosen.map(({ id }) => id));
      this.dialog?.close();
      this.dispatchEvent(new CustomEvent('created', { detail: room.id }));
    } catch (fault) {
      this.fault = fault instanceof Refused ? fault.message : sayingOf(fault);
    } finally {
      this.working = false;
    }
  }
}

customElements.define('parley-new-room', ParleyNewRoom);
