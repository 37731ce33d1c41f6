import { Subject } from './observable.js';
import type { Outbox } from './outbox.js';
import type { Rest } from './rest.js';
import { Room } from './room.js';
import type { RoomState } from './room-state.js';
import type { ClientFrame, Ready, RoomRecord, Seq, ServerFrame, UserId } from './wire.js';

const LIST_AGAIN_MS = 300;

/** What the rooms need from around them. */
export interface RoomsOptions {
  readonly rest: Rest;
  readonly outbox: Outbox;
  readonly me: () => UserId | undefined;
  readonly send: (frame: ClientFrame) => boolean;
  /** A room's history is there: its events may be followed. */
  readonly loaded: (room: Room) => void;
}

/** My rooms, and where each frame of the server belongs. */
export class Rooms {
  /** The newest activity first. */
  readonly list = new Subject<readonly RoomState[]>([]);
  /** Whether the list was read at all, and can be. */
  readonly listing = new Subject<'unread' | 'ready' | 'failed'>('unread');
  epoch: string | undefined;
  private readonly rooms = new Map<number, Room>();
  private readonly joined = new Map<number, string>();
  private named: Record<string, Seq> = {};
  private marks: Ready['rooms'] = {};
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: Promise<void> | undefined;
  private publishing = false;
  private lifetime = 0;

  constructor(private readonly options: RoomsOptions) {}

  get(id: number): Room {
    const known = this.rooms.get(id);
    if (known !== undefined) return known;
    const room = new Room(id, {
      ...this.options,
      epoch: () => this.epoch,
      changed: () => this.publish(),
      doubtful: () => this.listSoon(),
    });
    this.rooms.set(id, room);
    return room;
  }

  has(id: number): boolean {
    return this.list.value.some((room) => room.id === id);
  }

  get all(): readonly Room[] {
    return [...this.rooms.values()];
  }

  /** Where the seq of each room stands, for the server to go on from. */
  held(): { epoch?: string; rooms: Record<string, Seq> } {
    this.named = {};
    for (const room of this.rooms.values()) {
      if (room.heldSeq !== undefined) this.named[room.id] = room.heldSeq;
    }
    return { ...(this.epoch !== undefined && { epoch: this.epoch }), rooms: this.named };
  }

  /** Reads the list of rooms. */
  refresh(): Promise<void> {
    this.reading ??= this.readList().finally(() => (this.reading = undefined));
    return this.reading;
  }

  add(record: RoomRecord): Room {
    const room = this.get(record.id);
    if (!this.joined.has(record.id)) this.joined.set(record.id, new Date().toISOString());
    room.describe(record, room.age);
    this.publish();
    return room;
  }

  /** Takes what a frame says of a room to that room; other frames say nothing here. */
  receive(frame: ServerFrame): void {
    switch (frame.type) {
      case 'ready':
        return this.ready(frame);
      case 'synced':
        return Object.entries(this.marks).forEach(([id, mark]) => this.get(Number(id)).synced(mark));
      case 'changes':
        return this.get(frame.room).changes(frame);
      case 'message.created':
      case 'message.edited':
      case 'message.deleted':
        return this.get(frame.room).event(frame);
      case 'room.joined':
        this.add(frame.room_state).ready({ seq: frame.seq, read: 0, unread: 0 }, false);
        return;
      case 'reset':
        return this.get(frame.room).reset(frame.seq);
      case 'read':
        return this.get(frame.room).seen(frame.user, frame.message);
      case 'typing':
        return this.get(frame.room).typing(frame.user);
      case 'ack':
      case 'error':
      case 'expiring':
      case 'pong':
      case 'presence':
        return;
      default:
        return this.unknown(frame);
    }
  }

  /** Forgets all rooms. */
  clear(): void {
    this.lifetime++;
    clearTimeout(this.timer);
    this.rooms.clear();
    this.joined.clear();
    this.epoch = undefined;
    this.list.set([]);
    this.listing.set('unread');
  }

  private ready({ epoch, rooms }: Ready): void {
    this.epoch = epoch;
    this.marks = rooms;
    for (const [id, mark] of Object.entries(rooms)) this.get(Number(id)).ready(mark, id in this.named);
    for (const { id } of this.list.value) if (!(id in rooms)) this.rooms.delete(id);
    this.publish();
    void this.refresh();
  }

  /** A later version's numbered event takes its number all the same. */
  private unknown(frame: { room?: unknown; seq?: unknown; room_state?: RoomRecord }): void {
    if (typeof frame.room === 'number' && typeof frame.seq === 'number') {
      this.get(frame.room).unknown(frame.seq, frame.room_state);
    }
  }

  private listSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), LIST_AGAIN_MS);
  }

  private async readList(): Promise<void> {
    const lifetime = this.lifetime;
    const ages = new Map([...this.rooms].map(([id, room]) => [id, room.age]));
    try {
      const records = await this.options.rest.rooms();
      if (lifetime !== this.lifetime) return;
      for (const record of records) {
        const room = this.get(record.id);
        room.describe(record, ages.get(record.id) ?? room.age);
      }
      this.listing.set('ready');
    } catch {
      if (lifetime === this.lifetime && this.listing.value === 'unread') this.listing.set('failed');
    }
    this.publish();
  }

  /** Once for all changes of a moment. */
  private publish(): void {
    if (this.publishing) return;
    this.publishing = true;
    queueMicrotask(() => {
      this.publishing = false;
      this.show();
    });
  }

  private show(): void {
    const named = [...this.rooms.values()].map((room) => room.state.value).filter((state) => state.name !== '');
    const activity = ({ id, lastMessage }: RoomState) => lastMessage?.timestamp ?? this.joined.get(id) ?? '';
    named.sort((a, b) => compare(activity(b), activity(a)) || b.id - a.id);
    this.list.set(named);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
