/** The tokens that are good, and whose they are. */
export class FakeTokens {
  private readonly good = new Map<string, number>();
  private count = 0;

  pair(user: number): { access: string; refresh: string } {
    const n = ++this.count;
    this.good.set(`access-${n}`, user).set(`refresh-${n}`, user);
    return { access: `access-${n}`, refresh: `refresh-${n}` };
  }

  owner(token: string): number | undefined {
    return this.good.get(token);
  }

  /** A refresh token is good for one pair. */
  rotate(refresh: string): { access: string; refresh: string } | undefined {
    const owner = this.good.get(refresh);
    this.good.delete(refresh);
    return owner === undefined ? undefined : this.pair(owner);
  }

  /** Makes all access tokens given so far worthless. */
  expire(): void {
    for (const token of this.good.keys()) if (token.startsWith('access')) this.good.delete(token);
  }

  /** Makes refresh tokens worthless, too. */
  revoke(): void {
    this.good.clear();
  }
}
