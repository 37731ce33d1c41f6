import { describe, expect, it } from 'vitest';
import { Stretch } from '../src/stretch.js';

const items = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => ({ id: from + i }));

describe('a stretch of a long list', () => {
  it('begins with the newest', () => {
    const { start, end } = new Stretch().of(items(1, 500), true);
    expect(end).toBe(500);
    expect(end - start).toBeLessThanOrEqual(Stretch.MOST);
  });

  it('keeps its first when more come before it', () => {
    const stretch = new Stretch();
    const { start } = stretch.of(items(101, 200), true);
    expect(stretch.of(items(1, 200), true).start).toBe(start + 100);
  });

  it('reaches both ends, and never draws more than its bound', () => {
    const stretch = new Stretch();
    const list = items(1, 1_000);
    const bounded = () => {
      const { start, end } = stretch.of(list, false);
      expect(end - start).toBeLessThanOrEqual(Stretch.MOST);
    };
    stretch.of(list, true);
    while (stretch.up(list)) bounded();
    expect(stretch.of(list, false).start).toBe(0);
    expect(stretch.atEnd).toBe(false);
    while (stretch.down(list)) bounded();
    expect(stretch.of(list, false).end).toBe(1_000);
    expect(stretch.atEnd).toBe(true);
  });

  it('follows what comes, if the newest are looked at', () => {
    const stretch = new Stretch();
    stretch.of(items(1, 60), true);
    expect(stretch.of(items(1, 400), true).end).toBe(400);
  });

  it('stays, if something else is looked at', () => {
    const stretch = new Stretch();
    const { start } = stretch.of(items(1, 60), true);
    expect(stretch.of(items(1, 400), false)).toEqual({ start, end: start + Stretch.MOST });
    expect(stretch.atEnd).toBe(false);
  });
});
