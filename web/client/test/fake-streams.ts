import type { ServerResponse } from 'node:http';
import type { RoomEvent, ServerFrame } from '../src/wire.js';
import type { FakeRoom, FakeStore } from './fake-store.js';
import type { Misbehaviour } from './misbehaviour.js';

interface Stream {
  readonly response: ServerResponse;
  readonly room: number;
  readonly user: number;
}

/** The server's end of its event streams. */
export class FakeStreams {
  private readonly streams = new Set<Stream>();

  constructor(
    private readonly store: FakeStore,
    private readonly wrongs: Misbehaviour,
  ) {}

  open(url: URL, user: number, response: ServerResponse): void {
    const room = this.store.rooms.get(Number(/rooms\/(\d+)/.exec(url.pathname)?.[1]));
    if (room === undefined) return;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(': here\n\n');
    const since = Number(url.searchParams.get('since'));
    if (since < room.seq) say(response, { type: 'changes', ...this.store.changes(room, since) });
    const entry = { response, room: room.id, user };
    this.streams.add(entry);
    response.on('close', () => this.streams.delete(entry));
  }

  spread(room: FakeRoom, event: RoomEvent): void {
    for (const { response, room: id, user } of this.streams) {
      if (id === room.id) for (let i = this.wrongs.copies(event, user); i > 0; i--) say(response, event);
    }
  }
}

function say(response: ServerResponse, frame: ServerFrame): void {
  const seq = 'seq' in frame ? frame.seq : 'to' in frame ? frame.to : 0;
  response.write(`id: ${seq}\nevent: ${frame.type}\ndata: ${JSON.stringify(frame)}\n\n`);
}
