import { Backoff, Pause } from './backoff.js';
import { eventData } from './event-stream.js';
import type { Rest } from './rest.js';
import type { Seq, ServerFrame } from './wire.js';

/** One stream of server-sent events for each followed room, as long as it is followed. */
export class EventStreams {
  private readonly streams = new Map<number, AbortController>();

  constructor(
    private readonly rest: Rest,
    private readonly since: (room: number) => Seq | undefined,
    private readonly onFrame: (frame: ServerFrame) => void,
  ) {}

  follow(room: number): void {
    if (this.streams.has(room)) return;
    const abort = new AbortController();
    this.streams.set(room, abort);
    void this.run(room, abort.signal);
  }

  leave(room: number): void {
    this.streams.get(room)?.abort();
    this.streams.delete(room);
  }

  stop(): void {
    [...this.streams.keys()].forEach((room) => this.leave(room));
  }

  private async run(room: number, signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    const pause = new Pause();
    signal.addEventListener('abort', () => pause.cut());
    while (!signal.aborted) {
      try {
        const since = this.since(room);
        if (since !== undefined) {
          const response = await this.rest.events(room, since, signal);
          backoff.reset();
          if (response.body !== null) await this.read(response.body, signal);
        }
      } catch {
        // Whatever ended it, it is begun again below, from where it ended.
      }
      if (!signal.aborted) await pause.wait(backoff.next());
    }
  }

  private async read(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
    for await (const data of eventData(body)) {
      if (signal.aborted) return;
      this.onFrame(JSON.parse(data) as ServerFrame);
    }
  }
}
