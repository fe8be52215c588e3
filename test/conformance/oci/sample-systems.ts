import type { DemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { demoSystemFile, type TestGateway } from '../../support/gateway.ts';

/** What the System of a sample is told beside its customer: the names and fixed values of its parameters. */
const systems: Record<string, { user?: string; returnHosts: string[]; login?: object; more?: object }> = {
  'sap-46c': {
    user: 'SAP',
    returnHosts: ['buyer.example'],
    login: { user: 'SERVICE', fixed: { SEQNO: '1', REQTYPE: 'LOGIN' } },
  },
  buyerquest: { returnHosts: ['buyer.example'], login: { fixed: { 'sap-client': '001' } } },
  ifs: {
    returnHosts: ['erp.example'],
    login: { method: 'get', fixed: { SENDERID: 'EXAMPLE' }, unencodedHookUrl: true },
    more: { cancel: 'cancel-url' },
  },
  siemens: { returnHosts: ['buyer.example'], login: { fixed: { SITEID: 'DE' } } },
  wurth: { returnHosts: ['buyer.example'], login: { user: 'NAME', fixed: { ORGANIZATION: 'EXAMPLE' } } },
  'sap-gui': { returnHosts: ['buyer.example'], more: { sapEvent: true } },
  functions: {
    returnHosts: ['http://return.example', 'buyer.example'],
    login: { fixed: { SITEID: 'functions' } },
  },
};

/** All of them in one gateway, side by side: only their parameters tell them apart. */
export async function applySampleSystems(gateway: TestGateway, shop: DemoShop): Promise<void> {
  const { customers = [], ...file } = demoSystemFile(shop, 'oci');
  for (const [name, { user = 'EXAMPLE', returnHosts, login = {}, more = {} }] of Object.entries(systems)) {
    const people = customers.map((customer) => ({ ...customer, user, password: 'EXAMPLE' }));
    const system = { ...file, name, title: name, returnHosts, login, customers: people, ...more };
    await gateway.license(await gateway.apply(system));
  }
}
