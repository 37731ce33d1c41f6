import type { MessageId, Room } from '@parley/client';
import type { LitElement } from 'lit';
import './confirm.js';
import type { ParleyConfirm } from './confirm.js';
import { text } from './text.js';

/** The list whose messages are edited: it draws a `<parley-confirm>`, and an editor in the row of `editing`. */
interface Host extends LitElement {
  readonly room: Room;
  editing: MessageId | undefined;
  focused: MessageId | undefined;
}

/** Edits and deletions of my messages. Where one fails, the list says so by a `fault` event. */
export class Edits {
  constructor(private readonly host: Host) {}

  /** Leaves the editor open if it did not work. */
  async save(id: MessageId, content: string): Promise<void> {
    if (await this.done(this.host.room.edit(id, content))) this.end();
  }

  /** Closes the editor, and goes to the message that was in it. */
  end(): void {
    const { host } = this;
    const id = host.editing;
    host.editing = undefined;
    host.focused = id;
    void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>(`[data-key="${id}"]`)?.focus());
  }

  /** Deletes a message, if the answer to that question is yes. */
  async remove(id: MessageId): Promise<void> {
    const { deleteTitle: title, deleteLead: lead, delete: yes } = text.message;
    const sure = await this.host.renderRoot.querySelector<ParleyConfirm>('parley-confirm')?.ask({ title, lead, yes });
    if (sure === true) await this.done(this.host.room.delete(id));
  }

  /** @returns whether it worked; if not, that is said */
  private async done(change: Promise<void>): Promise<boolean> {
    try {
      await change;
      return true;
    } catch {
      this.host.dispatchEvent(new CustomEvent('fault', { detail: text.message.failedChange }));
      return false;
    }
  }
}
