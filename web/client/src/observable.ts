/** A value that can be watched. Listeners hear of changes only, not of the value at the time of subscribing. */
export interface Observable<T> {
  readonly value: T;
  /** @returns ends the subscription */
  subscribe(listener: (value: T) => void): () => void;
}

/** An {@link Observable} for whoever owns the value. */
export class Subject<T> implements Observable<T> {
  private readonly listeners = new Set<(value: T) => void>();

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  set(value: T): void {
    if (Object.is(value, this.current)) return;
    this.current = value;
    for (const listener of [...this.listeners]) listener(value);
  }

  subscribe(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
