import type { Outbox, Outgoing } from './outbox.js';
import type { OutgoingMessage } from './room-state.js';
import type { Message, MessageId } from './wire.js';

/** My messages to one room, from the first attempt until the history shows them. */
export class RoomOutbox {
  /** What the server has and the history does not show yet. */
  private readonly sent = new Map<MessageId, Outgoing>();

  /** @param knows whether the history has a message, or had it before it was deleted */
  constructor(
    private readonly room: number,
    private readonly outbox: Outbox,
    private readonly knows: (id: MessageId) => boolean,
  ) {}

  /** Those that arrived first, then those that wait, each oldest first. */
  get messages(): readonly OutgoingMessage[] {
    const waiting = this.outbox.pending.filter((entry) => entry.room === this.room);
    return [
      ...[...this.sent.values()].map((entry) => shown(entry, 'sent')),
      ...waiting.map((entry) => shown(entry, entry.refusal === undefined ? 'pending' : 'refused')),
    ];
  }

  /** The server has a message of mine. */
  committed(entry: Outgoing, message: Message): void {
    if (!this.knows(message.id)) this.sent.set(message.id, entry);
  }

  /** Drops what the history has come to show. */
  shed(): void {
    for (const id of this.sent.keys()) if (this.knows(id)) this.sent.delete(id);
  }

  /** The history begins anew: what arrived is in it. */
  clear(): void {
    this.sent.clear();
  }
}

function shown({ key, content, queuedAt, refusal }: Outgoing, status: OutgoingMessage['status']): OutgoingMessage {
  return { key, content, queuedAt, status, ...(refusal !== undefined && { reason: refusal }) };
}
