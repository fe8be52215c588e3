import { afterAll } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { createEgress } from '../../../src/http/egress.ts';
import type { Profile } from '../../../src/profiles/profile.ts';
import { profileNamed } from '../../../src/profiles/profiles.ts';
import { type Ask, asking } from '../../../src/simulator/ask.ts';
import { type Answer, call } from '../../support/buyer.ts';
import { buyerUrl, startGateway, type TestGateway } from '../../support/gateway.ts';
import type { HtmlForm } from '../../support/html-form.ts';
import { freePort } from '../../support/services/free-port.ts';
import { identities, secret } from './buyers.ts';

export interface ProfileGateway {
  shop: DemoShop;
  gateway: TestGateway;
  ask: Ask;
  /** Makes a System of a profile, for the first customer of the shop. */
  apply(profile: Profile, returnHost?: string): Promise<void>;
  close(): Promise<void>;
}

export async function startProfileGateway(): Promise<ProfileGateway> {
  const shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
  const gateway = await startGateway({ shop });
  const egress = createEgress({ allowPrivate: true });
  return {
    shop,
    gateway,
    ask: asking(egress, 20_000),
    apply: async (profile, returnHost = buyerUrl) =>
      await gateway.license(await gateway.apply(systemFileOf(profile, shop, returnHost))),
    async close() {
      egress.close();
      await gateway.close();
      await shop.close();
    },
  };
}

/** The same for all tests of a file, with Systems of some profiles whose carts go to a port of this machine. */
export async function profileGateway(names: readonly string[]): Promise<ProfileGateway & { port: number }> {
  const parts = await startProfileGateway();
  afterAll(parts.close);
  const port = await freePort();
  for (const name of names) {
    const profile = profileNamed(name);
    if (!profile) throw new Error(`there is no profile ${name}`);
    await parts.apply(profile, `http://localhost:${port}`);
  }
  return { ...parts, port };
}

/** Posts a form as a browser does. */
export async function post({ action, fields }: HtmlForm): Promise<Answer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return await call(action, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
}

function systemFileOf({ name, protocol, system }: Profile, shop: DemoShop, returnHost: string) {
  const text = JSON.stringify(system).replaceAll(
    /\{(buyer|supplier|sender)\}/g,
    (_, party: keyof typeof identities) => identities[party],
  );
  const [acme] = shop.customers;
  const customer = { id: acme?.id, email: acme?.email, number: acme?.number };
  const login = { ...customer, user: name, password: secret };
  return {
    ...JSON.parse(text),
    name,
    protocol,
    shop: 'demo',
    returnHosts: [returnHost],
    customers: [protocol === 'oci' ? login : customer],
    ...(protocol === 'cxml' && { sharedSecret: secret }),
  };
}
