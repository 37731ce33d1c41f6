import type { Observable } from '@parley/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws an element anew when what it watches changes. */
export class Watch implements ReactiveController {
  private observables: readonly (Observable<unknown> | undefined)[] = [];
  private ends: (() => void)[] = [];

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Watches these from now on, and no others. */
  on(...observables: (Observable<unknown> | undefined)[]): void {
    const same = observables.every((observable, i) => observable === this.observables[i]);
    if (same && observables.length === this.observables.length) return;
    this.hostDisconnected();
    this.observables = observables;
    this.hostConnected();
  }

  hostConnected(): void {
    this.hostDisconnected();
    this.ends = this.observables.flatMap((observable) => {
      const end = observable?.subscribe(() => this.host.requestUpdate());
      return end === undefined ? [] : [end];
    });
    if (this.ends.length > 0) this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.ends.splice(0).forEach((end) => end());
  }
}
