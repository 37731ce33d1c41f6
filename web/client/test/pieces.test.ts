import { describe, expect, it } from 'vitest';
import { Backoff } from '../src/backoff.js';
import { eventData } from '../src/event-stream.js';
import { Refused, saying } from '../src/faults.js';
import { People } from '../src/people.js';
import type { Rest } from '../src/rest.js';
import { EventStreams } from '../src/streams.js';
import { eventually, until } from './awaiting.js';

describe('backoff', () => {
  it('waits from half a second to a ceiling that doubles up to 30 s', () => {
    const least = new Backoff(() => 0);
    const most = new Backoff(() => 1);
    expect(Array.from({ length: 8 }, () => least.next())).toEqual(Array(8).fill(500));
    expect(Array.from({ length: 8 }, () => most.next())).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
    most.reset();
    expect(most.next()).toBe(1000);
  });
});

describe('an event stream', () => {
  it('is read whatever way it is cut into pieces', async () => {
    const text = ': hi\n\nid: 1\nevent: x\ndata: {"é":1}\n\ndata: a\r\ndata:b\r\n\r\ndata: unfinished\n';
    const bytes = new TextEncoder().encode(text);
    for (let size = 1; size < bytes.length; size++) {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let i = 0; i < bytes.length; i += size) controller.enqueue(bytes.slice(i, i + size));
          controller.close();
        },
      });
      const seen: string[] = [];
      for await (const data of eventData(body)) seen.push(data);
      expect(seen, `pieces of ${size}`).toEqual(['{"é":1}', 'a\nb']);
    }
  });
});

describe('the stream of a room', () => {
  it('is begun again when nothing comes of it', async () => {
    const begun: string[] = [];
    const rest = {
      events(room: number, since: number, epoch: string | undefined, signal: AbortSignal) {
        begun.push(`${room} ${since} ${epoch}`);
        const silent = new ReadableStream({
          start: (body) => signal.addEventListener('abort', () => body.error(new Error('aborted'))),
        });
        return Promise.resolve(new Response(silent));
      },
    } as unknown as Rest;
    const nothing = () => undefined;
    const streams = new EventStreams(rest, () => 7, () => 'e', nothing, nothing, 20);
    streams.start([1]);
    await eventually(() => begun.length > 1);
    streams.stop();
    expect(begun.slice(0, 2)).toEqual(['1 7 e', '1 7 e']);
  });
});

describe('a refusal', () => {
  it('says the first thing that is wrong', () => {
    expect(saying({ detail: 'Not found.' })).toBe('Not found.');
    expect(saying({ name: ['Too long.', 'Too odd.'] })).toBe('Too long.');
    expect(saying('<html>')).toBe('');
    expect(new Refused(400, { name: ['Too long.'] }).fields).toEqual({ name: ['Too long.'] });
  });
});

describe('people', () => {
  it('are looked up once and together', async () => {
    const asked: (readonly number[])[] = [];
    const people = new People(async (ids) => {
      asked.push(ids);
      return { users: ids.map((id) => ({ id, username: `u${id}` })), more: false };
    });
    people.need([1, 2]);
    people.need([2, 3]);
    await until(people.names, (names) => names.size === 3);
    people.need([1, 2, 3]);
    expect(asked).toEqual([[1, 2, 3]]);
  });

  it('are found page by page on a server that lists everybody', async () => {
    const everybody = Array.from({ length: 250 }, (_, i) => ({ id: i + 1, username: `u${i + 1}` }));
    const people = new People(async (_, offset) => ({
      users: everybody.slice(offset, offset + 100),
      more: offset + 100 < 250,
    }));
    people.need([222]);
    await until(people.names, (names) => names.get(222) === 'u222');
  });
});
