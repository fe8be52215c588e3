import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVault } from '../../src/store/vault.ts';

describe('the vault', () => {
  const vault = createVault(randomBytes(32));
  const other = createVault(randomBytes(32));

  it('hashes a secret always to the same text, which only its own key makes', () => {
    expect(vault.hash('SharedSecret')).toBe(vault.hash('SharedSecret'));
    expect(vault.hash('SharedSecret')).not.toBe(vault.hash('sharedsecret'));
    expect(vault.hash('SharedSecret')).not.toBe(other.hash('SharedSecret'));
    expect(vault.hash('SharedSecret')).not.toContain('SharedSecret');
  });

  it('recognises a secret by any of the kept hashes', () => {
    const hashes = [vault.hash('old'), vault.hash('new')];
    expect(vault.matches('old', hashes)).toBe(true);
    expect(vault.matches('new', hashes)).toBe(true);
    expect(vault.matches('newer', hashes)).toBe(false);
    expect(other.matches('new', hashes)).toBe(false);
  });

  it('matches nothing where no hash is kept or what is kept is no hash', () => {
    expect(vault.matches('secret', [])).toBe(false);
    expect(vault.matches('', [])).toBe(false);
    expect(vault.matches('secret', ['secret', '', vault.hash('secret').slice(1)])).toBe(false);
  });

  it('signs a text shortly, and knows its own signature of it alone', () => {
    const tag = vault.sign('cart-line/1');
    expect(tag).toMatch(/^[\w-]{16}$/);
    expect(vault.verify('cart-line/1', tag)).toBe(true);
    expect(vault.verify('cart-line/2', tag)).toBe(false);
    expect(other.verify('cart-line/1', tag)).toBe(false);
    for (const wrong of ['', tag.slice(1), `${tag}A`]) expect(vault.verify('cart-line/1', wrong)).toBe(false);
  });

  it.each(['', 'token', 'Schlüssel 🔑', 'x'.repeat(100_000)])('opens what it sealed (%#)', (text) => {
    expect(vault.open(vault.seal(text, 'session/1'), 'session/1')).toBe(text);
  });

  it('seals the same text differently each time and never shows it', () => {
    const sealed = vault.seal('context-token', 'session/1');
    expect(sealed).toMatch(/^v1\.[\w-]+$/);
    expect(sealed).not.toBe(vault.seal('context-token', 'session/1'));
    expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain('context-token');
  });

  it('does not open what belongs to another session or was sealed with another key', () => {
    const sealed = vault.seal('context-token', 'session/1');
    expect(() => vault.open(sealed, 'session/2')).toThrow('internal_error');
    expect(() => other.open(sealed, 'session/1')).toThrow('internal_error');
  });

  it('does not open a text of which one character was changed, added or taken away', () => {
    const sealed = vault.seal('context-token', 'session/1');
    const altered = [...sealed].flatMap((character, index) => [
      sealed.slice(0, index) + (character === 'A' ? 'B' : 'A') + sealed.slice(index + 1),
      sealed.slice(0, index) + sealed.slice(index + 1),
      `${sealed.slice(0, index)}-${sealed.slice(index)}`,
    ]);
    for (const text of altered.filter((candidate) => candidate !== sealed)) {
      expect(() => vault.open(text, 'session/1'), text).toThrow('internal_error');
    }
    expect(altered.length).toBeGreaterThan(150);
  });

  it.each(['', 'v1.', 'v1.AAAA', 'v2.AAAA', 'context-token'])(
    'does not open "%s", which it never sealed',
    (text) => {
      expect(() => vault.open(text, 'session/1')).toThrow(
        'internal_error: what is sealed for session/1 does not open: altered, or sealed with another key',
      );
    },
  );
});
