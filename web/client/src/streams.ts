import { Backoff, Pause } from './backoff.js';
import { eventData } from './event-stream.js';
import type { Rest } from './rest.js';
import type { Seq, ServerFrame } from './wire.js';

const LIST_EVERY_MS = 15_000;
/** The server says something every 25 s. */
const SILENCE_MS = 60_000;

/** One stream of server-sent events for each room whose history was read, and the list of rooms from time to time. */
export class EventStreams {
  private readonly streams = new Map<number, AbortController>();
  private listing: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly rest: Rest,
    private readonly since: (room: number) => Seq | undefined,
    private readonly epoch: () => string | undefined,
    private readonly onFrame: (frame: ServerFrame) => void,
    private readonly list: () => void,
    private readonly silenceMs = SILENCE_MS,
  ) {}

  /** Follows these of whose seq is known, and whichever becomes known. */
  start(rooms: readonly number[]): void {
    this.listing ??= setInterval(this.list, LIST_EVERY_MS);
    for (const room of rooms) if (this.since(room) !== undefined) this.follow(room);
  }

  /** Does nothing unless started. */
  follow(room: number): void {
    if (this.listing === undefined || this.streams.has(room)) return;
    const abort = new AbortController();
    this.streams.set(room, abort);
    void this.run(room, abort.signal);
  }

  stop(): void {
    clearInterval(this.listing);
    this.listing = undefined;
    this.streams.forEach((abort) => abort.abort());
    this.streams.clear();
  }

  private async run(room: number, signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    const pause = new Pause();
    signal.addEventListener('abort', () => pause.cut());
    while (!signal.aborted) {
      try {
        const since = this.since(room);
        if (since !== undefined) await this.attempt(room, since, signal, () => backoff.reset());
      } catch {
        // Whatever ended it, it is begun again below, from where it ended.
      }
      if (!signal.aborted) await pause.wait(backoff.next());
    }
  }

  /** One stream, to its end or until nothing has come of it for too long: the network may have forgotten it. */
  private async attempt(room: number, since: Seq, signal: AbortSignal, begun: () => void): Promise<void> {
    const end = new AbortController();
    const abort = () => end.abort();
    signal.addEventListener('abort', abort);
    let silence = setTimeout(abort, this.silenceMs);
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(abort, this.silenceMs);
    };
    try {
      const response = await this.rest.events(room, since, this.epoch(), end.signal);
      begun();
      if (response.body !== null) await this.read(response.body, end.signal, heard);
    } finally {
      clearTimeout(silence);
      signal.removeEventListener('abort', abort);
    }
  }

  private async read(body: ReadableStream<Uint8Array>, signal: AbortSignal, heard: () => void): Promise<void> {
    for await (const data of eventData(body, heard)) {
      if (signal.aborted) return;
      this.onFrame(JSON.parse(data) as ServerFrame);
    }
  }
}
