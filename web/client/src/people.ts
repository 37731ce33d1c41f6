import { Subject } from './observable.js';
import type { User, UserId } from './wire.js';

const GATHER_MS = 20;
const MOST_PAGES = 10;
const AT_ONCE = 100;

/** Names by id. Whoever is asked for is looked up once, together with all that are asked for at the time. */
export class People {
  readonly names = new Subject<ReadonlyMap<UserId, string>>(new Map());
  private readonly wanted = new Set<UserId>();
  private readonly asked = new Set<UserId>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly lookUp: (
      ids: readonly UserId[],
      offset: number,
    ) => Promise<{ users: readonly User[]; more: boolean }>,
  ) {}

  add(users: readonly User[]): void {
    if (users.every((user) => this.names.value.get(user.id) === user.username)) return;
    const names = new Map(this.names.value);
    for (const user of users) names.set(user.id, user.username);
    this.names.set(names);
  }

  need(ids: Iterable<UserId>): void {
    for (const id of ids) {
      if (!this.names.value.has(id) && !this.asked.has(id)) this.wanted.add(id);
    }
    if (this.wanted.size > 0) this.timer ??= setTimeout(() => void this.ask(), GATHER_MS);
  }

  private async ask(): Promise<void> {
    this.timer = undefined;
    const ids = [...this.wanted].slice(0, AT_ONCE);
    ids.forEach((id) => this.wanted.delete(id) && this.asked.add(id));
    try {
      let offset = 0;
      for (let page = 0; page < MOST_PAGES; page++) {
        const { users, more } = await this.lookUp(ids, offset);
        this.add(users);
        offset += users.length;
        if (!more || ids.every((id) => this.names.value.has(id))) break;
      }
    } catch {
      ids.forEach((id) => this.asked.delete(id));
    }
    this.need(this.wanted);
  }
}
