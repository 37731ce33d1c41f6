import { type Credentials, type TokenPair } from './credentials.js';
import { Refused, SignedOut, Unreachable } from './faults.js';
import type { Changes, Message, MessageId, RoomRecord, Seq, User } from './wire.js';

const ANSWER_WITHIN_MS = 20_000;
const MOST_ROOMS = 2_000;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Page {
  /** The state that the page shows. */
  readonly seq: Seq;
  /** Newest first. */
  readonly messages: readonly Message[];
  /** Where older messages go on; undefined at the beginning of the room. */
  readonly cursor: string | undefined;
}

interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** The REST API. Rejects with `Refused`, `Unreachable` or `SignedOut`. */
export class Rest {
  constructor(
    private readonly server: string,
    private readonly fetch: Fetch,
    private readonly credentials: () => Credentials,
  ) {}

  register(username: string, email: string, password: string): Promise<User> {
    return this.open<User>('/api/register/', { username, email, password });
  }

  signIn(username: string, password: string): Promise<TokenPair> {
    return this.open<TokenPair>('/api/token/', { username, password });
  }

  async refresh(refresh: string): Promise<TokenPair> {
    try {
      return await this.open<TokenPair>('/api/token/refresh/', { refresh });
    } catch (fault) {
      if (fault instanceof Refused && (fault.status === 401 || fault.status === 400)) throw new SignedOut();
      throw fault;
    }
  }

  async revoke(refresh: string): Promise<void> {
    await this.open('/api/token/blacklist/', { refresh });
  }

  me(): Promise<User> {
    return this.json<User>('/api/users/me/');
  }

  async findPeople(prefix: string, limit = 20): Promise<readonly User[]> {
    const query = new URLSearchParams({ search: prefix, limit: String(limit) });
    return (await this.json<{ results: User[] }>(`/api/users/?${query}`)).results;
  }

  /** Whoever of these exists; a server that knows no `id` parameter answers a page of everybody. */
  async people(ids: readonly number[], offset = 0): Promise<{ users: readonly User[]; more: boolean }> {
    const query = new URLSearchParams({ id: ids.join(','), limit: '100', offset: String(offset) });
    const page = await this.json<{ results: User[]; next: string | null }>(`/api/users/?${query}`);
    return { users: page.results, more: page.next !== null };
  }

  /** All of the caller's rooms, the newest message first. */
  async rooms(): Promise<readonly RoomRecord[]> {
    const rooms: RoomRecord[] = [];
    for (let more = true; more && rooms.length < MOST_ROOMS; ) {
      const offset = rooms.length;
      const query = `expand=unread,last_message&ordering=-activity&limit=100&offset=${offset}`;
      const page = await this.json<{ results: RoomRecord[]; next: string | null }>(`/api/chat/rooms/?${query}`);
      rooms.push(...page.results);
      more = page.next !== null && page.results.length > 0;
    }
    return rooms;
  }

  createRoom(name: string, participants: readonly number[]): Promise<RoomRecord> {
    return this.json<RoomRecord>('/api/chat/rooms/', { method: 'POST', body: { name, participants } });
  }

  async history(room: number, cursor?: string): Promise<Page> {
    const query = new URLSearchParams({ page_size: '50', ...(cursor !== undefined && { cursor }) });
    const response = await this.call(`/api/chat/rooms/${room}/messages/?${query}`);
    const seq = Number(response.headers.get('Room-Seq') ?? Number.NaN);
    if (!Number.isSafeInteger(seq)) throw new Error('The history came without a Room-Seq header.');
    const { results, next } = (await response.json()) as { results: Message[]; next: string | null };
    const older = next === null ? undefined : (new URL(next, this.server).searchParams.get('cursor') ?? undefined);
    return { seq, messages: results, cursor: older };
  }

  changes(room: number, since: Seq): Promise<Changes> {
    return this.json<Changes>(`/api/chat/rooms/${room}/changes/?since=${since}&limit=200`);
  }

  send(room: number, content: string, key: string): Promise<Message> {
    const headers = { 'Idempotency-Key': key };
    return this.json<Message>(`/api/chat/rooms/${room}/messages/`, { method: 'POST', body: { content }, headers });
  }

  async edit(room: number, id: MessageId, content: string): Promise<void> {
    await this.call(`/api/chat/rooms/${room}/messages/${id}/`, { method: 'PATCH', body: { content } });
  }

  async delete(room: number, id: MessageId): Promise<void> {
    await this.call(`/api/chat/rooms/${room}/messages/${id}/`, { method: 'DELETE' });
  }

  async markRead(room: number, message: MessageId): Promise<void> {
    await this.call(`/api/chat/rooms/${room}/read/`, { method: 'PUT', body: { message } });
  }

  /**
   * A stream of the room's events from `since` on; it stays open until the signal or the server ends it.
   *
   * @param epoch the store that `since` is of, where it is known
   */
  events(room: number, since: Seq, epoch: string | undefined, signal: AbortSignal): Promise<Response> {
    const headers = { Accept: 'text/event-stream' };
    const store = epoch === undefined ? '' : `&epoch=${encodeURIComponent(epoch)}`;
    return this.call(`/api/chat/rooms/${room}/events/?since=${since}${store}`, { headers }, signal);
  }

  /** An answer to a request that needs no token. */
  private async open<T>(path: string, body: unknown): Promise<T> {
    return (await (await checked(await this.ask(path, { method: 'POST', body }))).json()) as T;
  }

  private async json<T>(path: string, call: Call = {}): Promise<T> {
    return (await (await this.call(path, call)).json()) as T;
  }

  /** Sends with a token; one that is refused is renewed once. */
  private async call(path: string, call: Call = {}, signal?: AbortSignal): Promise<Response> {
    const token = await this.credentials().access();
    const response = await this.ask(path, call, token, signal);
    if (response.status !== 401) return checked(response);
    const next = await this.credentials().renewed(token);
    return checked(await this.ask(path, call, next, signal));
  }

  private async ask(path: string, call: Call, token?: string, signal?: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json', ...call.headers };
    if (call.body !== undefined) headers['Content-Type'] = 'application/json';
    if (token !== undefined) headers['Authorization'] = `Bearer ${token}`;
    try {
      return await this.fetch(this.server + path, {
        method: call.method ?? 'GET',
        headers,
        credentials: 'omit',
        signal: signal ?? AbortSignal.timeout(ANSWER_WITHIN_MS),
        ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      });
    } catch (fault) {
      throw new Unreachable(fault);
    }
  }
}

async function checked(response: Response): Promise<Response> {
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  if (response.status >= 502 && response.status <= 504) throw new Unreachable(body);
  throw new Refused(response.status, body);
}
