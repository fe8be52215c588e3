import { randomBytes } from 'node:crypto';
import { CompactSign, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signDocument, verifyDocument } from '../../../src/license/license-document.ts';
import {
  believableKeys,
  currentSigningKey,
  publishedKeys,
  rotateSigningKey,
} from '../../../src/license/signing-keys.ts';
import type { PublishedKey } from '../../../src/punchout/signed-licenses.ts';
import { type LicensePlace, openLicensePlace } from '../../support/license-server.ts';
import { sampleDocument } from './sample-document.ts';

/** An authority that nobody else has signed with. */
async function authority(): Promise<LicensePlace> {
  const place = await openLicensePlace();
  places.push(place);
  return place;
}

const places: LicensePlace[] = [];
let vendor: LicensePlace;
let first: PublishedKey;
let second: PublishedKey;
let third: PublishedKey;

beforeAll(async () => {
  vendor = await authority();
  await rotateSigningKey(vendor.adapters);
  await rotateSigningKey(vendor.adapters);
  await rotateSigningKey(vendor.adapters);
  const keys = await publishedKeys(vendor.adapters);
  [first, second, third] = keys as [PublishedKey, PublishedKey, PublishedKey];
});

afterAll(async () => {
  for (const place of places) await place.close();
});

const idsOf = (keys: readonly PublishedKey[]) => keys.map(({ id }) => id);

describe('the keys of an authority', () => {
  it('are made when they are needed, and shown oldest first without anything secret', async () => {
    const fresh = await authority();
    const [only] = await publishedKeys(fresh.adapters);
    expect(only).toMatchObject({ id: expect.stringMatching(/^[\w-]{43}$/), endorsement: undefined });
    expect(JSON.parse(only?.publicKey ?? '')).toEqual({ kty: 'OKP', crv: 'Ed25519', x: expect.any(String) });
  });

  it('are one where two processes make the first at once', async () => {
    const fresh = await authority();
    const made = await Promise.all([1, 2, 3, 4].map(() => currentSigningKey(fresh.adapters)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await publishedKeys(fresh.adapters)).toHaveLength(1);
  });

  it('sign with the newest, and the older ones still verify', async () => {
    const current = await currentSigningKey(vendor.adapters);
    expect(current.id).toBe(third.id);
    const jws = await signDocument(sampleDocument(), current);
    expect(await verifyDocument(jws, [first, second, third])).toMatchObject({ serial: 7 });
    await expect(verifyDocument(jws, [first, second])).rejects.toMatchObject({ code: 'document_untrusted' });
  });

  it('lie sealed in the database', async () => {
    const keys = await vendor.adapters.signingKeys.list();
    expect(JSON.stringify(keys)).not.toContain('"d"');
    expect(keys.every(({ sealedPrivateKey }) => sealedPrivateKey.startsWith('v1.'))).toBe(true);
  });
});

describe('a gateway believes', () => {
  it('every key that follows from one it believes, through any number of rotations', async () => {
    expect(idsOf(await believableKeys([third, second], [first], []))).toEqual(idsOf([first, second, third]));
  });

  it('a key that the operator has named, and what follows from it', async () => {
    const believed = await believableKeys([first, second, third], [], [second.id]);
    expect(idsOf(believed)).toEqual(idsOf([second, third]));
  });

  it('nothing of a stranger, with or without an endorsement', async () => {
    const stranger = await authority();
    await rotateSigningKey(stranger.adapters);
    await rotateSigningKey(stranger.adapters);
    const [foreign, follower] = (await publishedKeys(stranger.adapters)) as [PublishedKey, PublishedKey];
    const forged = { ...foreign, endorsement: second.endorsement };
    const claiming = { ...foreign, id: second.id };
    expect(await believableKeys([foreign, follower, forged, claiming], [first], [])).toEqual([first]);
  });

  it('no key whose id is not its thumbprint, even when it is named', async () => {
    const renamed = { ...second, id: third.id };
    expect(await believableKeys([renamed], [], [third.id])).toEqual([]);
  });

  it('no endorsement that was signed for another purpose', async () => {
    const document = await signDocument(sampleDocument(), await currentSigningKey(vendor.adapters));
    const stranger = await authority();
    const [foreign] = (await publishedKeys(stranger.adapters)) as [PublishedKey];
    expect(await believableKeys([{ ...foreign, endorsement: document }], [third], [])).toEqual([third]);
  });
});

describe('a document is not taken', () => {
  const keys = () => [first, second, third];

  it.each<[string, (jws: string) => string]>([
    [
      'with a changed payload',
      (jws) => jws.replace(/\.(.)/, (_, character) => `.${character === 'e' ? 'f' : 'e'}`),
    ],
    ['with another signature', (jws) => `${jws.slice(0, -86)}${randomBytes(64).toString('base64url')}`],
    ['without a signature', (jws) => jws.replace(/[^.]*$/, '')],
    ['cut off', (jws) => jws.slice(0, 60)],
    ['that is none', () => 'license'],
    ['that is empty', () => ''],
  ])('%s', async (_, spoil) => {
    const jws = await signDocument(sampleDocument(), await currentSigningKey(vendor.adapters));
    await expect(verifyDocument(spoil(jws), keys())).rejects.toMatchObject({ name: 'LicenseError' });
  });

  it('with "alg": "none", or an algorithm for which the public key is no secret', async () => {
    const payload = Buffer.from(JSON.stringify(sampleDocument())).toString('base64url');
    for (const alg of ['none', 'HS256']) {
      const header = Buffer.from(
        JSON.stringify({ alg, kid: third.id, typ: 'punchgate-license+jws' }),
      ).toString('base64url');
      await expect(verifyDocument(`${header}.${payload}.`, keys())).rejects.toMatchObject({
        name: 'LicenseError',
      });
    }
  });

  it('signed by nobody we know under the id of one we know', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const bytes = new TextEncoder().encode(JSON.stringify(sampleDocument()));
    const header = { alg: 'EdDSA', kid: third.id, typ: 'punchgate-license+jws' };
    const jws = await new CompactSign(bytes).setProtectedHeader(header).sign(privateKey);
    await expect(verifyDocument(jws, keys())).rejects.toMatchObject({ code: 'document_altered' });
  });

  it('that was signed but has another shape', async () => {
    const document = { ...sampleDocument(), version: 2 } as unknown as ReturnType<typeof sampleDocument>;
    const jws = await signDocument(document, await currentSigningKey(vendor.adapters));
    await expect(verifyDocument(jws, keys())).rejects.toMatchObject({ code: 'document_invalid' });
  });
});
