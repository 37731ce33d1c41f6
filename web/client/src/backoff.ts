const LEAST_MS = 500;
const MOST_MS = 30_000;

/** Waiting times with full jitter, so that clients of a restarted server do not come back as one: 0.5 to 30 s. */
export class Backoff {
  private failures = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** The next waiting time in ms. */
  next(): number {
    const ceiling = Math.min(MOST_MS, LEAST_MS * 2 ** ++this.failures);
    return LEAST_MS + this.random() * (ceiling - LEAST_MS);
  }

  reset(): void {
    this.failures = 0;
  }
}

/** A wait that can be cut short. */
export class Pause {
  private end: (() => void) | undefined;

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.cut(), ms);
      this.end = () => {
        clearTimeout(timer);
        this.end = undefined;
        resolve();
      };
    });
  }

  cut(): void {
    this.end?.();
  }
}
