import type { MessageId } from '@parley/client';

/** Rows of messages that have arrived; those on their way can't be gone to. */
const ROW = '.row[tabindex]';

/** The row in which something happened. */
export function rowOf(event: Event): HTMLElement | null {
  return (event.composedPath()[0] as HTMLElement).closest<HTMLElement>(ROW);
}

/** The message of a row; 0 for no row. */
export function keyOf(row: HTMLElement | null): MessageId {
  return Number(row?.dataset['key'] ?? 0);
}

/**
 * Goes to the row above or below, as the arrow key says.
 *
 * @param from null for the place below all rows
 * @returns the message gone to; undefined if there is none
 */
export function step(event: KeyboardEvent, from: HTMLElement | null, root: ParentNode): MessageId | undefined {
  const all = [...root.querySelectorAll<HTMLElement>(ROW)];
  const at = from === null ? all.length : all.indexOf(from);
  const to = all[event.key === 'ArrowUp' ? at - 1 : at + 1];
  if (to === undefined) return undefined;
  event.preventDefault();
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: 'nearest' });
  return keyOf(to);
}
