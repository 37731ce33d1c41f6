import { css, html, LitElement, type TemplateResult } from 'lit';
import { text } from './text.js';
import { base } from './theme.js';

/** Changes a message in its place. Events: `save` with the new content, `cancel`. */
export class ParleyEditor extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        flex: 1;
        max-inline-size: 560px;
      }

      textarea {
        display: block;
        min-block-size: 80px;
        resize: vertical;
      }

      .choices {
        display: flex;
        align-items: center;
        gap: 8px;
        margin-block-start: 8px;
      }

      .hint {
        flex: 1;
        font-size: 13px;
        color: var(--_muted);
      }
    `,
  ];
  static override properties = { content: {} };
  declare content: string;

  protected override firstUpdated(): void {
    const { field } = this;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    this.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    return html`<form @submit=${this.submit} @keydown=${this.pressed}>
      <textarea class="field" rows="2" dir="auto" aria-label=${text.message.editLabel} .value=${this.content} maxlength="10000" required></textarea>
      <div class="choices">
        <span class="hint">${text.message.editHint}</span>
        <button class="quiet" type="button" @click=${this.cancel}>${text.cancel}</button>
        <button class="primary">${text.message.save}</button>
      </div>
    </form>`;
  }

  private get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const content = this.field?.value.trim() ?? '';
    if (content === this.content) this.cancel();
    else if (content !== '') this.dispatchEvent(new CustomEvent('save', { detail: content }));
  };

  private readonly cancel = (): void => {
    this.dispatchEvent(new Event('cancel'));
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') this.cancel();
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) this.submit(event);
  };
}

customElements.define('parley-editor', ParleyEditor);
