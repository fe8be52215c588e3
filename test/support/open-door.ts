import { demoGateway } from './demo-gateway.ts';
import { demoSystemFile, type TestGateway } from './gateway.ts';

/** The System that takes any credentials; documents of strangers are posted to `path`. */
export interface OpenDoor {
  gateway: TestGateway;
  path: string;
  /** Ends the visit that began last; its payloadID is free again. */
  endVisit(): Promise<void>;
}

/** A gateway with a cXML System that checks nobody and returns carts to `returnHosts`. */
export async function openDoor(returnHosts: readonly string[]): Promise<OpenDoor> {
  const { gateway, shop } = await demoGateway();
  const file = demoSystemFile(shop, 'cxml');
  const name = 'open-door';
  const anybody = { check: false };
  const login = { from: anybody, to: anybody, sender: anybody, sharedSecret: false };
  await gateway.license(await gateway.apply({ ...file, name, returnHosts, login }));
  return {
    gateway,
    path: `/cxml/${name}`,
    async endVisit() {
      const { sessions, surroundings } = gateway.adapters;
      const [session] = await sessions.list({ limit: 1 });
      const end = { status: 'cancelled', at: surroundings.now(), form: undefined, cart: undefined } as const;
      if (session?.status === 'open') await sessions.end(session.id, end);
    },
  };
}
