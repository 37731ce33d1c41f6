import type { Message, MessageId, Parley } from '@parley/client';
import { text } from './text.js';
import { nameOf } from './words.js';

/** Says what others wrote, for those who do not see it. */
export class Announcer {
  private newest: MessageId = 0;

  /** Nothing was heard yet, as in another room. */
  reset(): void {
    this.newest = 0;
  }

  /** @param said where to say what is new; null if it is to go unsaid, such as what was there at first */
  hear(messages: readonly Message[], parley: Parley, said: Element | null): void {
    const before = this.newest;
    this.newest = Math.max(before, messages.at(-1)?.id ?? 0);
    if (said === null || this.newest === before) return;
    const me = parley.me.value?.id ?? 0;
    const news = messages.filter(({ id, sender }) => id > before && sender !== me);
    if (news.length === 0) return;
    const lines = news.map(({ sender, content }) => text.conversation.said(nameOf(parley, sender), content));
    said.textContent = news.length > 3 ? text.conversation.arrived(news.length) : lines.join('\n');
  }
}
