/** Keeps what is in sight in its place while rows above it come and go. */
export class Anchor {
  private held: { readonly key: string; readonly top: number } | undefined;

  /** Remembers the highest row in sight, and where it stands. */
  drop(scroller: Element): void {
    const top = scroller.getBoundingClientRect().top;
    for (const row of scroller.querySelectorAll<HTMLElement>('.row')) {
      const box = row.getBoundingClientRect();
      if (box.bottom > top) {
        this.held = { key: row.dataset['key'] ?? '', top: box.top - top };
        return;
      }
    }
  }

  /** Puts that row where it stood. */
  restore(scroller: Element): void {
    const { held } = this;
    this.held = undefined;
    if (held === undefined) return;
    const row = scroller.querySelector(`[data-key="${CSS.escape(held.key)}"]`);
    if (row === null) return;
    const moved = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - held.top;
    if (Math.abs(moved) >= 1) scroller.scrollTop += moved;
  }

  lift(): void {
    this.held = undefined;
  }
}
