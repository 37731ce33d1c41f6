import { type Credentials, OwnCredentials, ProvidedCredentials, type TokenProvider } from './credentials.js';
import { Refused, SignedOut } from './faults.js';
import type { Rest } from './rest.js';
import type { User } from './wire.js';

/** By which credentials somebody is signed in, and how they come to be. */
export class Session {
  private current: Credentials;

  /** @param token gives access tokens in the place of those that are kept here, until somebody signs in here */
  constructor(
    private readonly rest: Rest,
    private readonly own: OwnCredentials,
    token: TokenProvider | undefined,
  ) {
    this.current = token === undefined ? own : new ProvidedCredentials(token);
  }

  get credentials(): Credentials {
    return this.current;
  }

  /** @returns who is signed in already; undefined for nobody. Rejects with `Unreachable` if that can't be said now. */
  async restore(): Promise<User | undefined> {
    try {
      await this.current.access();
      return await this.rest.me();
    } catch (fault) {
      if (fault instanceof SignedOut || (fault instanceof Refused && fault.status === 401)) return undefined;
      throw fault;
    }
  }

  async signIn(username: string, password: string): Promise<User> {
    await this.own.keep(await this.rest.signIn(username, password));
    this.current = this.own;
    return this.rest.me();
  }

  /** Makes an account and signs in to it. */
  async register(username: string, password: string, email: string): Promise<User> {
    await this.rest.register(username, email, password);
    return this.signIn(username, password);
  }

  /** @returns the refresh token that was kept here, for it to be revoked */
  forget(): Promise<string | undefined> {
    return this.own.forget();
  }
}
