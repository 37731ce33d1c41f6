import { type Parley, Refused } from '@parley/client';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { icons } from './icons.js';
import { text } from './text.js';
import { base } from './theme.js';
import { sayingOf } from './words.js';

type Faults = Readonly<Record<string, readonly string[]>>;

/** Signs in, or makes an account and signs in to it. */
export class ParleySignIn extends LitElement {
  static override styles = [
    base,
    css`
      form {
        display: grid;
        gap: 16px;
        inline-size: min(380px, 100%);
        margin-inline: auto;
      }

      h1 {
        font-size: 24px;
        line-height: 1.25;
        letter-spacing: -0.01em;
      }

      .lead {
        margin-block: -10px 8px;
        color: var(--_muted);
      }

      .entry {
        display: grid;
        gap: 6px;
      }

      label {
        font-weight: 600;
        font-size: 14px;
      }

      .entry .field {
        font-size: 16px;
      }

      .hint,
      .wrong {
        font-size: 13px;
      }

      .hint {
        color: var(--_muted);
      }

      .wrong {
        color: var(--_danger);
      }

      .with {
        position: relative;
        display: block;
      }

      .with .field {
        padding-inline-end: 48px;
      }

      .with .icon {
        position: absolute;
        inset-block-start: 2px;
        inset-inline-end: 2px;
      }

      .primary {
        min-block-size: 46px;
        margin-block-start: 4px;
      }

      .other {
        text-align: center;
        color: var(--_muted);
      }

      .other button {
        min-block-size: 28px;
        padding-inline: 4px;
        font-weight: 600;
        color: var(--_link);
      }

      .other button:hover {
        text-decoration: underline;
      }

      .fault {
        padding: 10px 14px;
        border-radius: 12px;
        background: color-mix(in srgb, var(--_danger) 10%, transparent);
        color: var(--_danger);
      }
    `,
  ];
  static override properties = {
    parley: { attribute: false },
    registering: { state: true },
    working: { state: true },
    visible: { state: true },
    fault: { state: true },
    faults: { state: true },
  };
  declare parley: Parley;
  declare registering: boolean;
  declare working: boolean;
  declare visible: boolean;
  declare fault: string;
  declare faults: Faults;

  constructor() {
    super();
    this.registering = false;
    this.working = false;
    this.visible = false;
    this.fault = '';
    this.faults = {};
  }

  protected override render(): TemplateResult {
    const { registering, working } = this;
    const t = text.signIn;
    return html`<form novalidate @submit=${this.submit} aria-labelledby="title">
      <h1 id="title">${registering ? t.registerTitle : t.title}</h1>
      <p class="lead">${t.lead}</p>
      ${this.fault === '' ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
      ${this.field('username', t.username, 'text', 'username', registering ? t.usernameHint : '')}
      ${registering ? this.field('email', t.email, 'email', 'email', '') : nothing}
      ${this.field('password', t.password, this.visible ? 'text' : 'password', registering ? 'new-password' : 'current-password', registering ? t.passwordHint : '')}
      <button class="primary" ?disabled=${working}>${working ? t.working : registering ? t.registerSubmit : t.submit}</button>
      <p class="other">
        ${registering ? t.toSignIn : t.toRegister}
        <button type="button" @click=${this.turn}>${registering ? t.toSignInLink : t.toRegisterLink}</button>
      </p>
    </form>`;
  }

  private field(name: string, label: string, type: string, autocomplete: string, hint: string): TemplateResult {
    const wrong = this.faults[name]?.join(' ') ?? '';
    const input = html`<input
      class="field"
      id=${name}
      name=${name}
      type=${type}
      autocomplete=${autocomplete as 'username'}
      autocapitalize="none"
      spellcheck="false"
      aria-invalid=${wrong === '' ? 'false' : 'true'}
      aria-describedby=${`${name}-hint`}
      ?required=${name !== 'email'}
    />`;
    return html`<div class="entry">
      <label for=${name}>${label}</label>
      ${name === 'password' ? html`<span class="with">${input}${this.eye()}</span>` : input}
      <span id=${`${name}-hint`} class=${wrong === '' ? 'hint' : 'wrong'} ?hidden=${wrong === '' && hint === ''}>${wrong || hint}</span>
    </div>`;
  }

  private eye(): TemplateResult {
    const label = this.visible ? text.signIn.hide : text.signIn.show;
    return html`<button class="icon" type="button" aria-label=${label} title=${label} aria-pressed=${this.visible} @click=${() => (this.visible = !this.visible)}>${icons.eye}</button>`;
  }

  private readonly turn = (): void => {
    this.registering = !this.registering;
    this.fault = '';
    this.faults = {};
    void this.updateComplete.then(() => this.input('username')?.focus());
  };

  private input(name: string): HTMLInputElement | null {
    return this.renderRoot.querySelector(`[name=${name}]`);
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<string, string>;
    const username = given['username']?.trim() ?? '';
    const password = given['password'] ?? '';
    this.fault = '';
    this.faults = {
      ...(username === '' && { username: [text.signIn.required] }),
      ...(password === '' && { password: [text.signIn.required] }),
    };
    if (Object.keys(this.faults).length === 0) await this.send(username, password, given['email']?.trim() ?? '');
    const wrong = Object.keys(this.faults)[0];
    if (wrong !== undefined) void this.updateComplete.then(() => this.input(wrong)?.focus());
  };

  private async send(username: string, password: string, email: string): Promise<void> {
    this.working = true;
    try {
      if (this.registering) await this.parley.register(username, password, email);
      else await this.parley.signIn(username, password);
      this.dispatchEvent(new Event('signed-in', { bubbles: true, composed: true }));
    } catch (fault) {
      this.show(fault);
    } finally {
      this.working = false;
    }
  }

  private show(fault: unknown): void {
    if (fault instanceof Refused && fault.status === 401) this.fault = text.signIn.wrong;
    else if (fault instanceof Refused && fault.status === 403) this.fault = text.signIn.closed;
    else if (fault instanceof Refused && Object.keys(fault.fields).length > 0) this.faults = fault.fields;
    else this.fault = sayingOf(fault);
  }
}

customElements.define('parley-sign-in', ParleySignIn);
