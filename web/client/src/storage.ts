/** Where things outlive a reload. Keys are texts, values structured-cloneable. */
export interface Storage {
  get(store: StoreName, key: string): Promise<unknown>;
  put(store: StoreName, key: string, value: unknown): Promise<void>;
  delete(store: StoreName, key: string): Promise<void>;
  /** All values of a store, in the order of their keys. */
  all(store: StoreName): Promise<unknown[]>;
}

export type StoreName = 'tokens' | 'outbox' | 'drafts';

const STORES: readonly StoreName[] = ['tokens', 'outbox', 'drafts'];

/** Forgets with the page. */
export class MemoryStorage implements Storage {
  private readonly stores = new Map(STORES.map((name) => [name, new Map<string, unknown>()]));

  async get(store: StoreName, key: string): Promise<unknown> {
    return this.stores.get(store)?.get(key);
  }

  async put(store: StoreName, key: string, value: unknown): Promise<void> {
    this.stores.get(store)?.set(key, structuredClone(value));
  }

  async delete(store: StoreName, key: string): Promise<void> {
    this.stores.get(store)?.delete(key);
  }

  async all(store: StoreName): Promise<unknown[]> {
    const entries = [...(this.stores.get(store) ?? [])];
    return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  }
}

/** Keeps things in the browser's IndexedDB, which only pages of the same origin can read. */
export class IndexedDbStorage implements Storage {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(name: string): Promise<IndexedDbStorage> {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store));
    return new IndexedDbStorage(await answer(request));
  }

  get(store: StoreName, key: string): Promise<unknown> {
    return answer(this.store(store, 'readonly').get(key));
  }

  async put(store: StoreName, key: string, value: unknown): Promise<void> {
    await answer(this.store(store, 'readwrite').put(value, key));
  }

  async delete(store: StoreName, key: string): Promise<void> {
    await answer(this.store(store, 'readwrite').delete(key));
  }

  all(store: StoreName): Promise<unknown[]> {
    return answer(this.store(store, 'readonly').getAll());
  }

  private store(name: StoreName, mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(name, mode, { durability: 'strict' }).objectStore(name);
  }
}

/** IndexedDB where there is one and it may be used (not in some private windows), else memory. */
export async function openStorage(name: string): Promise<Storage> {
  try {
    return await IndexedDbStorage.open(name);
  } catch {
    return new MemoryStorage();
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}
