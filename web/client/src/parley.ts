import { Connection, type ConnectionState } from './connection.js';
import { OwnCredentials } from './credentials.js';
import { Deliveries } from './deliveries.js';
import { Drafts } from './drafts.js';
import { Refused } from './faults.js';
import { watchNetwork } from './network.js';
import { type Observable, Subject } from './observable.js';
import type { ParleyOptions } from './options.js';
import { Outbox } from './outbox.js';
import { People } from './people.js';
import { Presence } from './presence.js';
import { keep } from './remember.js';
import { Rest } from './rest.js';
import type { Room } from './room.js';
import type { RoomState } from './room-state.js';
import { Rooms } from './rooms.js';
import { Session } from './session.js';
import type { WebSocketConstructor } from './socket.js';
import { EventStreams } from './streams.js';
import type { ServerFrame, User } from './wire.js';

/** A client of one Parley server: who is signed in, the rooms, and what keeps them up to date. */
export class Parley {
  /** Who is signed in; undefined for nobody. */
  readonly me: Observable<User | undefined>;
  readonly connection: Observable<ConnectionState>;
  /** My rooms, the newest activity first. */
  readonly rooms: Observable<readonly RoomState[]>;
  /** Whether the list of rooms was read. */
  readonly listing: Observable<'unread' | 'ready' | 'failed'>;
  readonly names: Observable<ReadonlyMap<number, string>>;
  readonly online: Observable<ReadonlySet<number>>;
  readonly drafts: Drafts;

  private readonly user = new Subject<User | undefined>(undefined);
  private readonly rest: Rest;
  private readonly session: Session;
  private readonly people: People;
  private readonly registry: Rooms;
  private readonly outbox: Outbox;
  private readonly deliveries: Deliveries;
  private readonly link: Connection;
  private readonly presence: Presence;
  private readonly streams: EventStreams;
  private readonly unwatch: () => void;

  constructor(options: ParleyOptions) {
    const server = options.server.replace(/\/+$/, '');
    const kept = keep(options.remember ?? 'all', server);
    this.rest = new Rest(server, options.fetch ?? fetch.bind(globalThis), () => this.session.credentials);
    const own = new OwnCredentials(kept.tokens, (token) => this.rest.refresh(token), `parley tokens ${server}`);
    this.session = new Session(this.rest, own, options.token);
    this.people = new People((ids, offset) => this.rest.people(ids, offset));
    this.drafts = new Drafts(kept.messages, () => this.user.value?.id);
    this.deliveries = new Deliveries(this.rest, () => this.link);
    this.outbox = new Outbox(
      kept.messages,
      (entry) => this.deliveries.deliver(entry),
      (room) => this.registry.get(room).publish(),
      (entry, message) => this.registry.get(entry.room).committed(entry, message),
    );
    this.registry = new Rooms({
      rest: this.rest,
      outbox: this.outbox,
      me: () => this.user.value?.id,
      send: (frame) => this.link.send(frame),
      loaded: (room) => this.streams.follow(room.id),
    });
    this.presence = new Presence((frame) => this.link.send(frame));
    this.streams = new EventStreams(
      this.rest,
      (room) => this.registry.get(room).heldSeq,
      () => this.registry.epoch,
      (frame) => this.receive(frame),
      () => void this.registry.refresh(),
    );
    this.link = new Connection({
      url: `${server.replace(/^http/, 'ws')}/ws/chat/`,
      socket: options.WebSocket ?? (globalThis.WebSocket as WebSocketConstructor),
      credentials: () => this.session.credentials,
      held: () => this.registry.held(),
      onFrame: (frame) => this.receive(frame),
      onSignedOut: () => this.leave(),
      fallback: {
        reachable: () => this.rest.me().then(() => true, (fault) => fault instanceof Refused),
        start: () => {
          this.streams.start(this.registry.all.map(({ id }) => id));
          this.outbox.kick();
        },
        stop: () => this.streams.stop(),
      },
    });
    this.me = this.user;
    this.connection = this.link.state;
    this.rooms = this.registry.list;
    this.listing = this.registry.listing;
    this.names = this.people.names;
    this.online = this.presence.online;
    this.link.state.subscribe(({ phase }) => {
      if (phase !== 'live' && phase !== 'syncing') {
        this.deliveries.lost();
        this.presence.lost();
      }
    });
    this.unwatch = watchNetwork({ back: () => this.link.wake(), gone: () => this.link.lose() });
  }

  /**
   * Goes on as who was signed in before, or as whom the token provider names.
   *
   * @returns false if nobody is. Rejects with `Unreachable` if that can't be said now.
   */
  async restore(): Promise<boolean> {
    const me = await this.session.restore();
    if (me !== undefined) this.enter(me);
    return me !== undefined;
  }

  async signIn(username: string, password: string): Promise<void> {
    this.enter(await this.session.signIn(username, password));
  }

  /** Makes an account and signs in to it. */
  async register(username: string, password: string, email = ''): Promise<void> {
    this.enter(await this.session.register(username, password, email));
  }

  /** Signs out here: the tokens are revoked, and what was not sent is discarded. */
  async signOut(): Promise<void> {
    const refresh = await this.session.forget();
    await Promise.all(this.outbox.pending.map(({ key }) => this.outbox.discard(key)));
    await Promise.all(this.registry.all.map(({ id }) => this.drafts.write(id, '')));
    this.leave();
    if (refresh !== undefined) await this.rest.revoke(refresh).catch(() => undefined);
  }

  /** How many messages wait to be sent. */
  get unsent(): number {
    return this.outbox.pending.length;
  }

  room(id: number): Room {
    return this.registry.get(id);
  }

  /** Reads the list of rooms again. */
  refreshRooms(): Promise<void> {
    return this.registry.refresh();
  }

  async createRoom(name: string, participants: readonly number[]): Promise<Room> {
    return this.registry.add(await this.rest.createRoom(name, participants));
  }

  /** People whose names begin so. */
  async findPeople(prefix: string): Promise<readonly User[]> {
    const found = await this.rest.findPeople(prefix);
    this.people.add(found);
    return found;
  }

  /** Looks up the names of these users; they appear in `names`. */
  needNames(users: Iterable<number>): void {
    this.people.need(users);
  }

  /** Watches who of these users is online; the answer is in `online`. At most 200. */
  watchPresence(users: readonly number[]): void {
    this.presence.watch(users);
  }

  /** Tries to connect now instead of later. */
  reconnect(): void {
    this.link.wake();
  }

  /** Ends all connections, without signing out. */
  close(): void {
    this.unwatch();
    this.leave();
  }

  private enter(me: User): void {
    this.people.add([me]);
    this.user.set(me);
    void this.outbox.open(me.id);
    void this.registry.refresh();
    this.link.start();
  }

  private leave(): void {
    this.link.stop();
    this.outbox.close();
    this.registry.clear();
    this.user.set(undefined);
  }

  private receive(frame: ServerFrame): void {
    if (frame.type === 'ack') {
      this.deliveries.committed(frame.key, frame.message);
      this.outbox.settle(frame.key, frame.message);
    }
    if (frame.type === 'error') this.deliveries.refused(frame);
    if (frame.type === 'presence') this.presence.heard(frame.user, frame.online);
    this.registry.receive(frame);
    if (frame.type === 'message.created' && frame.key !== undefined) {
      this.deliveries.committed(frame.key, frame.message);
    }
    if (frame.type === 'ready') {
      this.presence.tell();
      this.outbox.kick();
    }
  }
}
