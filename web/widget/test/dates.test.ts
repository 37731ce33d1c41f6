import { describe, expect, it } from 'vitest';
import { brief, clock, dayName } from '../src/dates.js';

const now = new Date(2026, 5, 15, 12, 0);
const ago = (days: number) => new Date(2026, 5, 15 - days, 9, 30);

describe('a date', () => {
  it('of today and yesterday is called so', () => {
    expect([dayName(ago(0), now), dayName(ago(1), now)]).toEqual(['Today', 'Yesterday']);
  });

  it('of this year has no year, and of another has', () => {
    expect(dayName(ago(40), now)).not.toContain('2026');
    expect(dayName(ago(400), now)).toContain('2025');
  });

  it('is as short as it can be in a list', () => {
    expect(brief(ago(0), now)).toBe(clock(ago(0)));
    expect(brief(ago(1), now)).toBe('Yesterday');
    expect(brief(ago(3), now)).toMatch(/day$/);
    expect(brief(ago(30), now)).toMatch(/16/);
  });
});
