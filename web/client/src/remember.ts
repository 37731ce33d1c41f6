import { MemoryStorage, openStorage, type Storage } from './storage.js';

/**
 * What survives a reload: `all` (tokens, unsent messages, drafts), or `messages` for pages of another origin, which then
 * hold tokens in memory only.
 */
export type Remember = 'all' | 'messages' | 'nothing';

/** Where a client of one server keeps what it has, opened at the first use. */
export interface Kept {
  readonly tokens: () => Promise<Storage>;
  /** Unsent messages and drafts. */
  readonly messages: () => Promise<Storage>;
}

export function keep(remember: Remember, server: string): Kept {
  const messages = once(() => (remember === 'nothing' ? memory() : openStorage(`parley ${server}`)));
  return { messages, tokens: remember === 'all' ? messages : once(memory) };
}

function memory(): Promise<Storage> {
  return Promise.resolve(new MemoryStorage());
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
