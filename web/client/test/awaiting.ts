import type { Observable } from '../src/observable.js';

/** Waits until a watched value is as wanted. */
export function until<T>(observable: Observable<T>, wanted: (value: T) => boolean, ms = 8_000): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (!wanted(observable.value)) return;
      clearTimeout(timer);
      end();
      resolve(observable.value);
    };
    const end = observable.subscribe(check);
    const timer = setTimeout(() => {
      end();
      reject(new Error(`still ${JSON.stringify(observable.value)}`));
    }, ms);
    check();
  });
}

/** A promise, and what settles it. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}

/** Waits until something that can't be watched is so. */
export async function eventually(wanted: () => boolean, ms = 8_000): Promise<void> {
  const end = Date.now() + ms;
  while (!wanted()) {
    if (Date.now() > end) throw new Error(`still not: ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
