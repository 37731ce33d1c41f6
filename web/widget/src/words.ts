import { MOST_UNREAD, type Parley, Refused, type UserId, Unreachable } from '@parley/client';
import { text } from './text.js';

/** What somebody is called. */
export function nameOf(parley: Parley, user: UserId): string {
  return parley.names.value.get(user) ?? text.conversation.somebody(user);
}

/** A count that stops at 99+. */
export function capped(count: number): string {
  return count >= MOST_UNREAD ? `${MOST_UNREAD - 1}+` : String(count);
}

/** What to say about a fault that nothing more is known of. */
export function sayingOf(fault: unknown): string {
  if (fault instanceof Unreachable) return text.faults.unreachable;
  return fault instanceof Refused ? fault.message : text.faults.unknown;
}
