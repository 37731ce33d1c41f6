import type { FakeRoom, FakeStore } from './fake-store.js';
import type { FakeTokens } from './fake-tokens.js';
import type { Misbehaviour } from './misbehaviour.js';

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: Readonly<Record<string, unknown>>;
  /** The access token; empty for none. */
  readonly token: string;
  /** The `Idempotency-Key`. */
  readonly key: string;
}

export interface Answered {
  readonly status: number;
  readonly json?: unknown;
  /** Whose stream of events comes in the place of a body. */
  readonly watcher?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the server answers to requests. */
export class FakeRest {
  constructor(
    private readonly store: FakeStore,
    private readonly tokens: FakeTokens,
    private readonly wrongs: Misbehaviour,
  ) {}

  /** @returns undefined for 404 */
  answer(asked: Asked): Answered | undefined {
    const { pathname } = asked.url;
    const { body } = asked;
    if (pathname === '/api/register/') {
      return { status: 201, json: { id: this.store.addUser(String(body['username']), String(body['password'])) } };
    }
    if (pathname === '/api/token/') {
      const found = [...this.store.users.values()].find(
        ({ username, password }) => username === body['username'] && password === body['password'],
      );
      return found ? { status: 200, json: this.tokens.pair(found.id) } : { status: 401, json: { detail: 'No active account' } };
    }
    if (pathname === '/api/token/refresh/') {
      const pair = this.tokens.rotate(String(body['refresh']));
      return pair ? { status: 200, json: pair } : { status: 401, json: { detail: 'Token is blacklisted' } };
    }
    if (pathname === '/api/token/blacklist/') return { status: 200, json: {} };
    const user = this.tokens.owner(asked.token);
    if (user === undefined) return { status: 401, json: { detail: 'Given token not valid', code: 'token_not_valid' } };
    return this.answerTo(user, asked);
  }

  private answerTo(user: number, asked: Asked): Answered | undefined {
    const { method, body } = asked;
    const { pathname, searchParams } = asked.url;
    if (pathname === '/api/users/me/') return { status: 200, json: named(this.store.users.get(user)) };
    if (pathname === '/api/users/') {
      const ids = searchParams.get('id')?.split(',').map(Number);
      const prefix = searchParams.get('search') ?? '';
      const found = [...this.store.users.values()].filter(
        ({ id, username }) => (ids?.includes(id) ?? true) && username.startsWith(prefix),
      );
      return { status: 200, json: { next: null, results: found.map(named) } };
    }
    if (pathname === '/api/chat/rooms/') {
      if (method === 'POST') {
        const others = body['participants'] as number[];
        return { status: 201, json: this.store.record(this.store.addRoom(String(body['name']), [user, ...others])) };
      }
      return { status: 200, json: { next: null, results: this.store.of(user).map((r) => this.store.record(r, user)) } };
    }
    const [, id, what, message] = /^\/api\/chat\/rooms\/(\d+)\/(\w+)\/(?:(\d+)\/)?$/.exec(pathname) ?? [];
    const room = this.store.rooms.get(Number(id));
    if (room === undefined || !room.participants.includes(user)) return undefined;
    if (what === 'events') return { status: 200, watcher: user };
    return this.answerIn(room, user, asked, what, message);
  }

  private answerIn(room: FakeRoom, user: number, asked: Asked, what?: string, message?: string): Answered {
    const { method, body, key } = asked;
    const { searchParams } = asked.url;
    if (what === 'changes') {
      const since = Number(searchParams.get('since'));
      if (since > room.seq) return { status: 409, json: { detail: 'ahead' } };
      return { status: 200, json: this.store.changes(room, since, Number(searchParams.get('limit'))) };
    }
    if (what === 'read') {
      room.reads.set(user, Number(body['message']));
      return { status: 200, json: {} };
    }
    if (message !== undefined) {
      if (method === 'DELETE') this.store.delete(room, Number(message));
      else this.store.edit(room, Number(message), String(body['content']));
      return { status: 200, json: {} };
    }
    if (method === 'POST') {
      const refused = this.wrongs.refusal?.(String(body['content']));
      if (refused !== undefined) return { status: refused.status, json: refused.body };
      return { status: 201, json: this.store.send(room, user, String(body['content']), key).message };
    }
    return this.page(room, Number(searchParams.get('cursor') ?? Number.MAX_SAFE_INTEGER), searchParams);
  }

  private page(room: FakeRoom, below: number, search: URLSearchParams): Answered {
    const size = Number(search.get('page_size'));
    const older = this.store.alive(room).filter(({ id }) => id < below).reverse();
    const results = older.slice(0, size);
    const next = older.length > size ? `http://elsewhere/?cursor=${results.at(-1)?.id}` : null;
    return { status: 200, json: { next, previous: null, results }, headers: { 'Room-Seq': String(room.seq) } };
  }
}

function named(user: { id: number; username: string } | undefined): unknown {
  return { id: user?.id, username: user?.username };
}
