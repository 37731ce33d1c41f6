import { SignedOut, Unreachable } from './faults.js';
import type { Storage } from './storage.js';

/** Where access tokens come from. Both reject with `SignedOut` when there are none to be had. */
export interface Credentials {
  /** A token that was good when last heard of. */
  access(): Promise<string>;
  /** A token in the place of one that is refused or about to be. Rejects with `Unreachable` if asking was in vain. */
  renewed(stale: string): Promise<string>;
}

/** Asks the page around, which has signed its user in by its own means. */
export type TokenProvider = (stale: string | undefined) => Promise<string> | string;

export class ProvidedCredentials implements Credentials {
  private current: string | undefined;
  private asking: Promise<string> | undefined;

  constructor(private readonly provider: TokenProvider) {}

  async access(): Promise<string> {
    return this.current ?? this.ask(undefined);
  }

  async renewed(stale: string): Promise<string> {
    return this.current !== undefined && this.current !== stale ? this.current : this.ask(stale);
  }

  private ask(stale: string | undefined): Promise<string> {
    this.asking ??= Promise.resolve(this.provider(stale))
      .then((token) => {
        if (!token || token === stale) throw new SignedOut();
        return (this.current = token);
      })
      .finally(() => (this.asking = undefined));
    return this.asking;
  }
}

export interface TokenPair {
  readonly access: string;
  readonly refresh: string;
}

const NAME = 'pair';

/**
 * The pair of tokens that signing in gave, renewed once for all tabs: a refresh token is good for one use, so
 * whoever holds the lock looks first whether another tab has renewed it already.
 */
export class OwnCredentials implements Credentials {
  private pair: TokenPair | undefined;
  private renewing: Promise<string> | undefined;

  /**
   * @param refresh asks the server for the next pair; rejects with `SignedOut` if it refuses
   * @param lock the name of the lock between tabs
   */
  constructor(
    private readonly storage: () => Promise<Storage>,
    private readonly refresh: (token: string) => Promise<TokenPair>,
    private readonly lock: string,
  ) {}

  async access(): Promise<string> {
    this.pair ??= await this.stored();
    if (this.pair === undefined) throw new SignedOut();
    return this.pair.access;
  }

  renewed(stale: string): Promise<string> {
    this.renewing ??= exclusively(this.lock, () => this.renew(stale)).finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  async keep(pair: TokenPair): Promise<void> {
    this.pair = pair;
    await (await this.storage()).put('tokens', NAME, pair).catch(() => undefined);
  }

  /** @returns the refresh token that is to be revoked */
  async forget(): Promise<string | undefined> {
    const pair = (await this.stored()) ?? this.pair;
    this.pair = undefined;
    await (await this.storage()).delete('tokens', NAME).catch(() => undefined);
    return pair?.refresh;
  }

  private async renew(stale: string): Promise<string> {
    const held = (await this.stored()) ?? this.pair;
    if (held === undefined) throw new SignedOut();
    if (held.access !== stale) {
      this.pair = held;
      return held.access;
    }
    try {
      const next = await this.refresh(held.refresh);
      await this.keep(next);
      return next.access;
    } catch (fault) {
      if (fault instanceof SignedOut) await this.forget();
      throw fault instanceof SignedOut ? fault : new Unreachable(fault);
    }
  }

  private async stored(): Promise<TokenPair | undefined> {
    return (await (await this.storage()).get('tokens', NAME).catch(() => undefined)) as TokenPair | undefined;
  }
}

function exclusively<T>(name: string, act: () => Promise<T>): Promise<T> {
  const locks = typeof navigator === 'object' ? navigator.locks : undefined;
  return locks === undefined ? act() : (locks.request(name, act) as Promise<T>);
}
