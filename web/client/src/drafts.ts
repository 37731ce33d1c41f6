import type { Storage } from './storage.js';
import type { UserId } from './wire.js';

/** What was typed and not sent, by room; it outlives a reload. */
export class Drafts {
  constructor(
    private readonly storage: () => Promise<Storage>,
    private readonly user: () => UserId | undefined,
  ) {}

  async read(room: number): Promise<string> {
    const text = await (await this.storage()).get('drafts', this.key(room)).catch(() => undefined);
    return typeof text === 'string' ? text : '';
  }

  async write(room: number, text: string): Promise<void> {
    const storage = await this.storage();
    const written = text === '' ? storage.delete('drafts', this.key(room)) : storage.put('drafts', this.key(room), text);
    await written.catch(() => undefined);
  }

  private key(room: number): string {
    return `${this.user() ?? 0}:${room}`;
  }
}
