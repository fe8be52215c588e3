import {
  CompactSign,
  calculateJwkThumbprint,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import type { Surroundings, Vault } from '../punchout/ports.ts';
import type { PublishedKey, SigningKey, SigningKeyStore } from '../punchout/signed-licenses.ts';

const endorsementType = 'punchgate-key+jws';

export interface SigningKeyPorts {
  signingKeys: SigningKeyStore;
  vault: Vault;
  surroundings: Surroundings;
  /** Who makes a key, as the history shall name it. */
  actor: string;
}

/** The key that signs now; the first one is made when it is needed. */
export async function currentSigningKey(ports: SigningKeyPorts): Promise<{ id: string; privateKey: string }> {
  const newest = (await ports.signingKeys.list()).at(-1) ?? (await rotateSigningKey(ports));
  return { id: newest.id, privateKey: openPrivateKey(newest, ports.vault) };
}

/** What gateways verify with: every key, so that documents signed before a rotation stay good. */
export async function publishedKeys(ports: SigningKeyPorts): Promise<PublishedKey[]> {
  await currentSigningKey(ports);
  const keys = await ports.signingKeys.list();
  return keys.map(({ id, publicKey, endorsement }) => ({ id, publicKey, endorsement }));
}

/**
 * Makes the next key, for which the present one vouches: gateways that believe the present one believe it too. Where
 * another process has done so meanwhile, its key is the next.
 */
export async function rotateSigningKey(ports: SigningKeyPorts): Promise<SigningKey> {
  const { signingKeys, vault, surroundings } = ports;
  const previous = (await signingKeys.list()).at(-1);
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  const id = await calculateJwkThumbprint(publicJwk, 'sha256');
  const publicKey = JSON.stringify(publicJwk);
  const privateKey = JSON.stringify(await exportJWK(pair.privateKey));
  const key: SigningKey = {
    id,
    publicKey,
    endorsement: previous && (await endorse(publicKey, previous, vault)),
    sealedPrivateKey: vault.seal(privateKey, contextOf(id)),
    createdAt: surroundings.now(),
  };
  if (await signingKeys.add(key, previous?.id, ports.actor)) return key;
  return (await signingKeys.list()).at(-1) ?? key;
}

async function endorse(publicKey: string, previous: SigningKey, vault: Vault): Promise<string> {
  const signature = new CompactSign(new TextEncoder().encode(publicKey)).setProtectedHeader({
    alg: 'EdDSA',
    kid: previous.id,
    typ: endorsementType,
  });
  return await signature.sign(await importJWK(JSON.parse(openPrivateKey(previous, vault)), 'EdDSA'));
}

/**
 * Those of the offered keys that can be believed: the ones that are believed already or are named by `pinned`, and each
 * for which a believed one vouches. A key's id must be its thumbprint.
 */
export async function believableKeys(
  offered: readonly PublishedKey[],
  believed: readonly PublishedKey[],
  pinned: readonly string[],
): Promise<PublishedKey[]> {
  const genuine = [];
  for (const key of offered) if (await isGenuine(key)) genuine.push(key);
  const good = [...believed, ...genuine.filter(({ id }) => pinned.includes(id))];
  let grown = true;
  while (grown) {
    grown = false;
    for (const key of genuine) {
      if (good.some(({ id }) => id === key.id) || !(await isEndorsed(key, good))) continue;
      good.push(key);
      grown = true;
    }
  }
  return good;
}

async function isGenuine({ id, publicKey }: PublishedKey): Promise<boolean> {
  try {
    const jwk = JSON.parse(publicKey);
    return jwk.crv === 'Ed25519' && !('d' in jwk) && (await calculateJwkThumbprint(jwk, 'sha256')) === id;
  } catch {
    return false;
  }
}

async function isEndorsed(
  { publicKey, endorsement }: PublishedKey,
  good: readonly PublishedKey[],
): Promise<boolean> {
  if (endorsement === undefined) return false;
  try {
    const { payload, protectedHeader } = await compactVerify(
      endorsement,
      async ({ kid }) => importJWK(JSON.parse(good.find(({ id }) => id === kid)?.publicKey ?? ''), 'EdDSA'),
      { algorithms: ['EdDSA'] },
    );
    return protectedHeader.typ === endorsementType && new TextDecoder().decode(payload) === publicKey;
  } catch {
    return false;
  }
}

function openPrivateKey({ id, sealedPrivateKey }: SigningKey, vault: Vault): string {
  return vault.open(sealedPrivateKey, contextOf(id));
}

function contextOf(id: string): string {
  return `license signing key ${id}`;
}
