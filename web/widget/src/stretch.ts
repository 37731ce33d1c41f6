/** The stretch of a long list that is drawn. Grows where it is looked at, and drops what is far away. */
export class Stretch {
  /** Never more than so many are drawn. */
  static readonly MOST = 150;
  private static readonly STEP = 30;
  private static readonly FIRST = 60;

  /** The first that is drawn, by its id, so that it stays when more come before it; undefined: from the newest. */
  private top: number | undefined;
  /** The last that is drawn, by its id; undefined: whatever comes. */
  private bottom: number | undefined;

  /** Whether the newest are drawn. */
  get atEnd(): boolean {
    return this.bottom === undefined;
  }

  /** From the newest on. */
  reset(): void {
    this.top = undefined;
    this.bottom = undefined;
  }

  /**
   * Which of the items (ordered by id) are drawn: from `start` up to but not including `end`.
   *
   * @param following whether the newest are looked at; if not, what is above keeps its place when more come
   */
  of(items: readonly { readonly id: number }[], following: boolean): { start: number; end: number } {
    const end = this.bottom === undefined ? items.length : indexAfter(items, this.bottom);
    const start = this.top === undefined ? Math.max(0, end - Stretch.FIRST) : indexAfter(items, this.top - 1);
    if (end - start > Stretch.MOST) this.keep(items, following ? end - Stretch.MOST : start, following ? end : start + Stretch.MOST);
    else if (this.top === undefined) this.top = items[start]?.id;
    return end - start > Stretch.MOST ? this.of(items, following) : { start, end };
  }

  /** @returns whether there was more above */
  up(items: readonly { readonly id: number }[]): boolean {
    const { start, end } = this.of(items, false);
    if (start === 0) return false;
    const next = Math.max(0, start - Stretch.STEP);
    this.keep(items, next, Math.min(end, next + Stretch.MOST));
    return true;
  }

  /** @returns whether there was more below */
  down(items: readonly { readonly id: number }[]): boolean {
    const { start, end } = this.of(items, false);
    if (end === items.length) return false;
    const next = Math.min(items.length, end + Stretch.STEP);
    this.keep(items, Math.max(start, next - Stretch.MOST), next);
    return true;
  }

  private keep(items: readonly { readonly id: number }[], start: number, end: number): void {
    this.top = items[start]?.id;
    this.bottom = end === items.length ? undefined : items[end - 1]?.id;
  }
}

/** The place after the last item whose id is at most this. */
function indexAfter(items: readonly { readonly id: number }[], id: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.id ?? 0) <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}
