import type { Parley, Room } from '@parley/client';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { composerStyles } from './composer.styles.js';
import { icons } from './icons.js';
import { text } from './text.js';
import { base } from './theme.js';

const MOST = 10_000;
const TELL_BELOW = 500;
const DRAFT_AFTER_MS = 250;

/** Where a message is written. What was typed is kept as a draft of its room. */
export class ParleyComposer extends LitElement {
  static override styles = [base, composerStyles];
  static override properties = {
    parley: { attribute: false },
    room: { attribute: false },
    value: { state: true },
  };
  declare parley: Parley;
  declare room: Room;
  declare value: string;
  private saving: ReturnType<typeof setTimeout> | undefined;
  private unsaved: (() => void) | undefined;

  constructor() {
    super();
    this.value = '';
  }

  override focus(): void {
    this.field?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.flush);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.flush();
    document.removeEventListener('visibilitychange', this.flush);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('room')) return;
    this.flush();
    this.value = '';
    const { room } = this;
    void this.parley.drafts.read(room.id).then((draft) => {
      if (room === this.room && this.value === '') this.value = draft;
    });
  }

  protected override updated(): void {
    const { field } = this;
    if (field === null) return;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight}px`;
  }

  protected override render(): TemplateResult {
    const left = MOST - [...this.value].length;
    const { name } = this.room.state.value;
    const sendable = this.value.trim() !== '' && left >= 0;
    return html`<form @submit=${this.submit}>
      <div class="box">
        <textarea
          rows="1"
          dir="auto"
          enterkeyhint="send"
          aria-label=${text.composer.label}
          aria-describedby="left"
          placeholder=${text.composer.placeholder(name)}
          .value=${this.value}
          @input=${this.typed}
          @keydown=${this.pressed}
        ></textarea>
        <span id="left" class=${left < 0 ? 'left over' : 'left'} ?hidden=${left > TELL_BELOW} role="status">
          ${left > TELL_BELOW ? nothing : left < 0 ? text.composer.over(-left) : text.composer.left(left)}
        </span>
        <button class="send" ?disabled=${!sendable} aria-label=${text.composer.send} title=${text.composer.send}>${icons.send}</button>
      </div>
    </form>`;
  }

  private get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const content = this.value.trim();
    if (content === '' || [...content].length > MOST) return;
    this.room.send(content);
    this.keep('');
    this.flush();
    this.dispatchEvent(new Event('sent'));
    this.focus();
  };

  private readonly typed = (event: Event): void => {
    this.keep((event.target as HTMLTextAreaElement).value);
    if (this.value !== '') this.room.type();
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'ArrowUp' && this.value === '') {
      event.preventDefault();
      this.dispatchEvent(new Event('edit-last'));
    }
    if (event.key === 'Enter' && !event.shiftKey && !matchMedia('(pointer: coarse)').matches) this.submit(event);
  };

  /** Takes the text as it is now, and writes it down soon. */
  private keep(value: string): void {
    const { room, parley } = this;
    this.value = value;
    this.unsaved = () => void parley.drafts.write(room.id, value);
    clearTimeout(this.saving);
    this.saving = setTimeout(this.flush, DRAFT_AFTER_MS);
  }

  private readonly flush = (): void => {
    clearTimeout(this.saving);
    this.unsaved?.();
    this.unsaved = undefined;
  };
}

customElements.define('parley-composer', ParleyComposer);
