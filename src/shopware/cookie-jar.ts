/** The cookies of one storefront session, newest last. */
export interface CookieJar {
  /** Takes the `Set-Cookie` lines of an answer. */
  take(lines: readonly string[] | undefined): void;
  /** The `Set-Cookie` lines that are in force. */
  lines(): string[];
  /** Value of the `Cookie` header. */
  header(): string;
}

export function createCookieJar(): CookieJar {
  const jar = new Map<string, string>();

  function take(lines: readonly string[] = []): void {
    for (const line of lines) {
      const name = line.slice(0, Math.max(line.indexOf('='), 0)).trim();
      if (name === '') continue;
      jar.delete(name);
      if (!/;\s*max-age=0\s*(;|$)/i.test(line)) jar.set(name, line);
    }
  }

  return {
    take,
    lines: () => [...jar.values()],
    header: () => [...jar.values()].map((line) => line.split(';', 1)[0]).join('; '),
  };
}
