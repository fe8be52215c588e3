import { describe, expect, test } from 'vitest';
import { readEnvelope } from '../../../src/cxml/envelope.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { credential, envelopeOf, setupXml } from './setup-xml.ts';

describe('the envelope of a request', () => {
  test('says who it is from, to whom, who sent it, and in which language to answer', () => {
    expect(envelopeOf({})).toMatchObject({
      language: 'de-DE',
      deploymentMode: 'production',
      header: {
        from: [{ domain: 'NetworkID', identity: 'AN01000000001-T' }],
        to: [{ domain: 'DUNS', identity: '942888711' }],
        sender: [{ domain: 'AribaNetworkUserId', identity: 'sysadmin@network.example' }],
        sharedSecrets: ['abracadabra'],
      },
      request: { name: 'PunchOutSetupRequest' },
    });
  });

  test('may have its root in any letter case', () => {
    const text = setupXml({})
      .replace('<cXML', '<cxml')
      .replace('</cXML', '</cxml')
      .replace('DOCTYPE cXML', 'DOCTYPE cxml');
    expect(readEnvelope(parseDocument(text)).request.name).toBe('PunchOutSetupRequest');
  });

  test('may lack payloadID, timestamp and language', () => {
    expect(envelopeOf({ root: '' })).toMatchObject({ language: 'en-US' });
    expect(envelopeOf({ root: 'xml:lang=""' }).language).toBe('en-US');
  });

  test('may be for a test only', () => {
    const text = setupXml({}).replace('<Request>', '<Request deploymentMode="test">');
    expect(readEnvelope(parseDocument(text)).deploymentMode).toBe('test');
  });

  test('may lack the UserAgent and have its parties in any order', () => {
    const parties = `<Sender>${credential('D', 's')}</Sender><To>${credential('D', 't')}</To><From>${credential('D', 'f')}</From>`;
    const text = `<cXML><Request><ProfileRequest/></Request><Header>${parties}</Header></cXML>`;
    const { header, request } = readEnvelope(parseDocument(text));
    expect([header.from, header.to, header.sender].map(([party]) => party?.identity)).toEqual([
      'f',
      't',
      's',
    ]);
    expect(request.name).toBe('ProfileRequest');
  });

  test.each([
    ['another root', '<order/>'],
    ['no Header', '<cXML><Request><ProfileRequest/></Request></cXML>'],
    ['no Request', setupXml({}).replace(/<Request>.*<\/Request>/s, '')],
    ['an empty Request', setupXml({}).replace(/<Request>.*<\/Request>/s, '<Request> </Request>')],
    ['no From', setupXml({}).replace(/<From>.*<\/From>/s, '')],
    ['no To', setupXml({}).replace(/<To>.*<\/To>/s, '')],
    ['no Sender', setupXml({}).replace(/<Sender>.*<\/Sender>/s, '')],
    ['a From without Credential', setupXml({ from: '' })],
    ['a Sender without Credential', setupXml({ sender: '' })],
  ])('is refused as incomplete with %s', (_fault, text) => {
    expect(() => readEnvelope(parseDocument(text))).toThrow(
      expect.objectContaining({ reason: 'invalid_request' }),
    );
  });
});

describe('a party', () => {
  test('may name itself by several credentials, one of them for its marketplace', () => {
    const marketplace = '<Credential domain="N" type="marketplace"><Identity>market</Identity></Credential>';
    const { from } = envelopeOf({ from: marketplace + credential('N', 'member') }).header;
    expect(from.map(({ identity }) => identity)).toEqual(['market', 'member']);
  });

  test('is known without the white space that templates leave around its identity', () => {
    const { from } = envelopeOf({ from: credential(' DUNS ', '\n  65652314\n ') }).header;
    expect(from).toEqual([{ domain: 'DUNS', identity: '65652314' }]);
  });

  test('may leave domain and identity empty', () => {
    expect(envelopeOf({ to: '<Credential domain=""><Identity/></Credential>' }).header.to).toEqual([
      { domain: '', identity: '' },
    ]);
  });
});

describe('the SharedSecret', () => {
  test.each([
    ['<SharedSecret> pa$s&amp;word\n</SharedSecret>', ['pa$s&word']],
    ['<SharedSecret><![CDATA[<&>]]></SharedSecret>', ['<&>']],
    ['<SharedSecret>two words</SharedSecret>', ['two words']],
    ['<SharedSecret/>', []],
    ['', []],
  ])('%j is taken from the Sender as it is, but for outer white space', (inside, secrets) => {
    expect(envelopeOf({ sender: credential('D', 's', inside) }).header.sharedSecrets).toEqual(secrets);
  });

  test('of From or To is none', () => {
    const from = credential('D', 'f', '<SharedSecret>from</SharedSecret>');
    expect(envelopeOf({ from, sender: credential('D', 's') }).header.sharedSecrets).toEqual([]);
  });
});
