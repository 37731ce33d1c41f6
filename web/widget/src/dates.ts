import { locale, text } from './text.js';

const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
const date = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const dateOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });

export function clock(at: Date): string {
  return time.format(at);
}

export function fullDate(at: Date): string {
  return full.format(at);
}

/** The local day, as a number that differs from day to day. */
export function dayNumber(at: Date): number {
  return Math.round(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000);
}

/** What a day is called above its messages. */
export function dayName(at: Date, now: Date): string {
  const ago = dayNumber(now) - dayNumber(at);
  if (ago === 0) return text.days.today;
  if (ago === 1) return text.days.yesterday;
  return at.getFullYear() === now.getFullYear() ? date.format(at) : dateOfYear.format(at);
}

/** How long ago, as short as a list of rooms wants it. */
export function brief(at: Date, now: Date): string {
  const ago = dayNumber(now) - dayNumber(at);
  if (ago <= 0) return time.format(at);
  if (ago === 1) return text.days.yesterday;
  return ago < 7 ? weekday.format(at) : short.format(at);
}
