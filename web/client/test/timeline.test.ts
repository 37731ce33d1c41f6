import { describe, expect, it } from 'vitest';
import { Timeline } from '../src/timeline.js';
import type { Change, Message } from '../src/wire.js';

const message = (id: number, content = `m${id}`): Message => ({
  id,
  chat_room: 1,
  sender: 1,
  content,
  timestamp: '2026-01-01T00:00:00Z',
});
const created = (seq: number, id: number, content?: string) =>
  ({ type: 'message.created', room: 1, seq, message: message(id, content) }) as const;
const edited = (seq: number, id: number, content: string) =>
  ({ type: 'message.edited', room: 1, seq, message: message(id, content) }) as const;
const deleted = (seq: number, id: number) => ({ type: 'message.deleted', room: 1, seq, message: { id } }) as const;
const contents = (timeline: Timeline) => timeline.messages.map(({ content }) => content);

describe('a timeline', () => {
  it('shows a page of history and what comes after it', () => {
    const timeline = new Timeline();
    timeline.page(2, [message(2), message(1)], true);
    expect(timeline.event(created(3, 3))).toBe('applied');
    expect(contents(timeline)).toEqual(['m1', 'm2', 'm3']);
    expect(timeline.seq).toBe(3);
  });

  it('takes the same event once', () => {
    const timeline = new Timeline();
    timeline.page(1, [message(1)], true);
    timeline.event(created(2, 2));
    expect(timeline.event(created(2, 2))).toBe('known');
    expect(contents(timeline)).toEqual(['m1', 'm2']);
  });

  it('does not take an event that comes ahead of another', () => {
    const timeline = new Timeline();
    timeline.page(1, [message(1)], true);
    expect(timeline.event(created(3, 3))).toBe('gap');
    expect(timeline.seq).toBe(1);
    expect(timeline.changes(1, 2, [{ ...message(2), seq: 2 }])).toBe('applied');
    expect(timeline.event(created(3, 3))).toBe('applied');
  });

  it('never puts an older state over a newer one', () => {
    const timeline = new Timeline();
    timeline.begin(4);
    timeline.event(edited(5, 1, 'new'));
    expect(timeline.page(4, [message(2), message(1, 'old')], true)).toBe(true);
    expect(contents(timeline)).toEqual(['new', 'm2']);
  });

  it('does not bring back what was deleted before its page came', () => {
    const timeline = new Timeline();
    timeline.begin(4);
    timeline.event(deleted(5, 1));
    timeline.page(4, [message(2), message(1)], true);
    expect(contents(timeline)).toEqual(['m2']);
  });

  it('refuses a first page from before live events began', () => {
    const timeline = new Timeline();
    timeline.begin(4);
    expect(timeline.page(3, [message(1)], true)).toBe(false);
    expect(timeline.loaded).toBe(false);
  });

  it('shows an edit of a message below the pages read so far once its page is there', () => {
    const timeline = new Timeline();
    timeline.page(9, [message(9), message(8)], false);
    timeline.event(edited(10, 3, 'edited'));
    expect(contents(timeline)).toEqual(['m8', 'm9']);
    timeline.page(9, [message(7), message(3)], true);
    expect(contents(timeline)).toEqual(['edited', 'm7', 'm8', 'm9']);
  });

  it('ignores a tombstone of a message that it never had', () => {
    const timeline = new Timeline();
    timeline.page(1, [message(1)], true);
    timeline.changes(1, 3, [{ id: 7, chat_room: 1, deleted: true, seq: 3 }]);
    expect(contents(timeline)).toEqual(['m1']);
    expect(timeline.seq).toBe(3);
  });

  it('is the same as a fresh reading, whatever way the news came', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = generator(seed);
    for (let run = 0; run < 300; run++) {
      const truth = new Map<number, Change>();
      const log: ReturnType<typeof created | typeof edited | typeof deleted>[] = [];
      const act = () => {
        const seq = log.length + 1;
        const alive = [...truth.values()].filter((change) => !change.deleted);
        const target = alive[Math.floor(random() * alive.length)];
        const dice = random();
        const event =
          target === undefined || dice < 0.6
            ? created(seq, truth.size + 1)
            : dice < 0.8
              ? edited(seq, target.id, `e${seq}`)
              : deleted(seq, target.id);
        log.push(event);
        const { id } = event.message;
        truth.set(
          id,
          event.type === 'message.deleted' ? { id, chat_room: 1, deleted: true, seq } : { ...event.message, seq },
        );
      };
      const fresh = () => [...truth.values()].flatMap((change) => (change.deleted ? [] : [message(change.id, change.content)]));
      const timeline = new Timeline();
      for (let i = random() * 10; i > 0; i--) act();
      timeline.begin(log.length);
      let cursor = Number.POSITIVE_INFINITY;
      while (!timeline.complete || (timeline.seq ?? 0) < log.length) {
        if (log.length < 40 && random() < 0.5) act();
        const stale = log.length;
        const page = fresh().reverse().filter(({ id }) => id < cursor);
        if (log.length < 40 && random() < 0.3) act();
        const next = log[timeline.seq ?? 0];
        if (next !== undefined && random() < 0.5) timeline.event(next);
        else if (random() < 0.3) {
          const since = timeline.seq ?? 0;
          const news = [...truth.values()].filter(({ seq }) => seq > since).sort((a, b) => a.seq - b.seq);
          timeline.changes(since, log.length, news);
        }
        const replay = log[Math.floor(random() * log.length)];
        if (replay !== undefined && replay.seq <= (timeline.seq ?? 0)) timeline.event(replay);
        if (!timeline.complete && random() < 0.5 && timeline.page(stale, page.slice(0, 3), page.length <= 3)) {
          cursor = page.slice(0, 3).at(-1)?.id ?? 0;
        }
      }
      expect(timeline.messages, `seed ${seed}, run ${run}`).toEqual(fresh());
    }
  });
});

/** Numbers from 0 to 1 by a seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
