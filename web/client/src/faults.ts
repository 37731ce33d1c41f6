/** The server answered, and said no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super(saying(body) || `The server answered ${status}.`);
    this.name = 'Refused';
  }

  /** What is wrong with each field, for a 400 of a form. */
  get fields(): Readonly<Record<string, readonly string[]>> {
    return fieldsOf(this.body);
  }
}

/** There was no answer: the network or the server is away. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'Unreachable';
  }
}

/** Nobody is signed in, or no longer. */
export class SignedOut extends Error {
  constructor() {
    super('Nobody is signed in.');
    this.name = 'SignedOut';
  }
}

/** The first sentence of an answer in the shapes of Django REST framework. */
export function saying(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const detail = (body as { detail?: unknown }).detail;
  if (typeof detail === 'string') return detail;
  return Object.values(fieldsOf(body))[0]?.[0] ?? '';
}

function fieldsOf(body: unknown): Record<string, readonly string[]> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).filter(
      (entry): entry is [string, string[]] =>
        Array.isArray(entry[1]) && entry[1].every((text) => typeof text === 'string'),
    ),
  );
}
