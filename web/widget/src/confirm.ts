import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { text } from './text.js';
import { base } from './theme.js';

export interface Question {
  readonly title: string;
  readonly lead?: string;
  /** What the button says that goes ahead. */
  readonly yes: string;
}

/** Asks before something that can't be undone. */
export class ParleyConfirm extends LitElement {
  static override styles = [
    base,
    css`
      p {
        margin-block-start: 8px;
        color: var(--_muted);
      }
    `,
  ];
  static override properties = { question: { state: true } };
  declare question: Question | undefined;

  /** @returns whether to go ahead */
  async ask(question: Question): Promise<boolean> {
    this.question = question;
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog === null) return false;
    dialog.returnValue = '';
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    return dialog.returnValue === 'yes';
  }

  protected override render(): TemplateResult {
    const { title, lead, yes } = this.question ?? { title: '', yes: '' };
    return html`<dialog aria-labelledby="title">
      <form method="dialog">
        <h2 id="title">${title}</h2>
        ${lead === undefined ? nothing : html`<p>${lead}</p>`}
        <div class="choices">
          <button class="quiet" value="no">${text.cancel}</button>
          <button class="danger" value="yes">${yes}</button>
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define('parley-confirm', ParleyConfirm);
