import type { MessageId } from '@parley/client';

const AFTER_MS = 250;

/** Tells which is the newest message in sight, while somebody looks. */
export class Reading {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly seen: (id: MessageId) => void) {}

  /** Looks at what is in sight, once it has been there for a moment. */
  look(scroller: Element): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (document.visibilityState !== 'visible' || !document.hasFocus()) return;
      const edge = scroller.getBoundingClientRect().bottom + 8;
      const arrived = [...scroller.querySelectorAll<HTMLElement>('.row[tabindex]')];
      const newest = arrived.findLast((row) => row.getBoundingClientRect().bottom <= edge);
      if (newest !== undefined) this.seen(Number(newest.dataset['key']));
    }, AFTER_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
