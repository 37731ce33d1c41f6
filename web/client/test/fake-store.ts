import type { Change, Changes, Message, RoomEvent, RoomRecord, User } from '../src/wire.js';

export interface FakeRoom {
  readonly id: number;
  readonly name: string;
  readonly participants: number[];
  seq: number;
  readonly messages: Map<number, Change>;
  readonly keys: Map<string, number>;
  readonly reads: Map<number, number>;
}

/** What a server knows, in memory, with the numbering that the protocol promises. */
export class FakeStore {
  epoch = 'one';
  readonly users = new Map<number, User & { password: string }>();
  readonly rooms = new Map<number, FakeRoom>();
  onEvent: (room: FakeRoom, event: RoomEvent) => void = () => undefined;
  private messageId = 0;

  addUser(username: string, password = 'secret'): number {
    const id = this.users.size + 1;
    this.users.set(id, { id, username, password });
    return id;
  }

  addRoom(name: string, participants: number[]): FakeRoom {
    const id = this.rooms.size + 1;
    const room = { id, name, participants, seq: 0, messages: new Map(), keys: new Map(), reads: new Map() };
    this.rooms.set(id, room);
    return room;
  }

  of(user: number): FakeRoom[] {
    return [...this.rooms.values()].filter((room) => room.participants.includes(user));
  }

  send(room: FakeRoom, sender: number, content: string, key?: string): { seq: number; message: Message; fresh: boolean } {
    const known = key === undefined ? undefined : room.keys.get(`${sender} ${key}`);
    if (known !== undefined) {
      const { seq, ...message } = room.messages.get(known) as Message & { seq: number };
      return { seq, message, fresh: false };
    }
    const id = ++this.messageId;
    const message: Message = { id, chat_room: room.id, sender, content, timestamp: new Date().toISOString() };
    const seq = ++room.seq;
    room.messages.set(id, { ...message, seq });
    room.reads.set(sender, id);
    if (key !== undefined) room.keys.set(`${sender} ${key}`, id);
    this.onEvent(room, { type: 'message.created', room: room.id, seq, message, ...(key !== undefined && { key }) });
    return { seq, message, fresh: true };
  }

  edit(room: FakeRoom, id: number, content: string): void {
    const { seq: _, ...old } = room.messages.get(id) as Message & { seq: number };
    const message = { ...old, content };
    const seq = ++room.seq;
    room.messages.set(id, { ...message, seq });
    this.onEvent(room, { type: 'message.edited', room: room.id, seq, message });
  }

  delete(room: FakeRoom, id: number): void {
    const seq = ++room.seq;
    room.messages.set(id, { id, chat_room: room.id, deleted: true, seq });
    this.onEvent(room, { type: 'message.deleted', room: room.id, seq, message: { id } });
  }

  alive(room: FakeRoom): Message[] {
    return [...room.messages.values()].flatMap((change) => {
      if (change.deleted) return [];
      const { seq: _, ...message } = change;
      return [message];
    });
  }

  changes(room: FakeRoom, since: number, limit = 200): Changes {
    const news = [...room.messages.values()].filter(({ seq }) => seq > since).sort((a, b) => a.seq - b.seq);
    const messages = news.slice(0, limit);
    const more = news.length > limit;
    const to = more ? (messages.at(-1)?.seq ?? since) : room.seq;
    return { room: room.id, epoch: this.epoch, from: since, to, more, messages };
  }

  mark(room: FakeRoom, user: number): { seq: number; read: number; unread: number } {
    const read = room.reads.get(user) ?? 0;
    const unread = this.alive(room).filter(({ id, sender }) => id > read && sender !== user).length;
    return { seq: room.seq, read, unread: Math.min(100, unread) };
  }

  record(room: FakeRoom, user?: number): RoomRecord {
    const { id, name, participants } = room;
    if (user === undefined) return { id, name, participants };
    const { read, unread } = this.mark(room, user);
    return { id, name, participants, read, unread, last_message: this.alive(room).at(-1) ?? null };
  }
}
