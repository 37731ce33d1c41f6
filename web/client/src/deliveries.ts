import type { Connection } from './connection.js';
import { Refused } from './faults.js';
import type { Outgoing, Delivery } from './outbox.js';
import type { Rest } from './rest.js';
import type { Message, ServerFrame } from './wire.js';

const ANSWER_WITHIN_MS = 10_000;

/** The attempts to bring messages to the server, and those on the socket that wait for their answer. */
export class Deliveries {
  private readonly waiting = new Map<string, (delivery: Delivery) => void>();

  constructor(
    private readonly rest: Rest,
    private readonly link: () => Connection,
  ) {}

  /** One attempt: on the socket where it is open, by a request while only streams get through. */
  deliver(entry: Outgoing): Promise<Delivery> {
    const link = this.link();
    if (link.open) return this.send(entry, link);
    return link.state.value.via === 'streams' ? this.post(entry) : Promise.resolve({ type: 'unknown' });
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

  private send({ room, content, key }: Outgoing, link: Connection): Promise<Delivery> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answer(key, { type: 'unknown' }), ANSWER_WITHIN_MS);
      this.waiting.set(key, (delivery) => {
        clearTimeout(timer);
        resolve(delivery);
      });
      if (!link.send({ type: 'send', room, content, key })) this.answer(key, { type: 'unknown' });
    });
  }

  private async post({ room, content, key }: Outgoing): Promise<Delivery> {
    try {
      return { type: 'committed', message: await this.rest.send(room, content, key) };
    } catch (fault) {
      return fault instanceof Refused
        ? { type: 'refused', status: fault.status, body: fault.body }
        : { type: 'unknown' };
    }
  }

  private answer(key: string, delivery: Delivery): void {
    this.waiting.get(key)?.(delivery);
    this.waiting.delete(key);
  }
}
