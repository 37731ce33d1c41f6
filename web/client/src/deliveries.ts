import type { Outgoing, Delivery } from './outbox.js';
import type { Message, ServerFrame } from './wire.js';

const ANSWER_WITHIN_MS = 10_000;

/** Messages that went out on the socket and wait for their answer. */
export class Deliveries {
  private readonly waiting = new Map<string, (delivery: Delivery) => void>();

  /** @param send false if it could not be handed to the socket */
  deliver(entry: Outgoing, send: () => boolean): Promise<Delivery> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answer(entry.key, { type: 'unknown' }), ANSWER_WITHIN_MS);
      this.waiting.set(entry.key, (delivery) => {
        clearTimeout(timer);
        resolve(delivery);
      });
      if (!send()) this.answer(entry.key, { type: 'unknown' });
    });
  }

  committed(key: string, message: Message): void {
    this.answer(key, { type: 'committed', message });
  }

  refused({ key, status, body }: ServerFrame & { type: 'error' }): void {
    if (key !== undefined) this.answer(key, { type: 'refused', status, body });
  }

  /** The socket is gone: whether the server has them is not known. */
  lost(): void {
    for (const key of [...this.waiting.keys()]) this.answer(key, { type: 'unknown' });
  }

  private answer(key: string, delivery: Delivery): void {
    this.waiting.get(key)?.(delivery);
    this.waiting.delete(key);
  }
}
