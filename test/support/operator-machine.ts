import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, punchgate } from './punchgate-process.ts';

export const customers = ['a'.repeat(32), 'b'.repeat(32)] as const;
export const website = 'https://shop.example';

const config = `shops:
  main:
    url: ${website}
    accessKey: SWSCEXAMPLE
    salesChannelId: ${'c'.repeat(32)}
    clientId: SWIAEXAMPLE
    clientSecret: secret
`;

const system = `name: buyer-srm
protocol: oci
shop: main
returnHosts: [srm.buyer.example]
customers:
  - { id: ${customers[0]}, user: first, password: first-password }
  - { id: ${customers[1]}, user: second, password: second-password }
units: { default: PCE }
`;

/** A machine with a configuration, a System file and a database of its own, on which somebody types commands. */
export interface OperatorMachine {
  folder: string;
  /** Where its database is. */
  dataDir: string;
  run(...args: string[]): Promise<CommandResult>;
  /** Runs the command with `--json`, which must end well, and reads what it prints. */
  json<T>(...args: string[]): Promise<T>;
  close(): Promise<void>;
}

/** @param furtherConfig YAML behind the shop */
export async function operatorMachine(furtherConfig = ''): Promise<OperatorMachine> {
  const folder = await mkdtemp(join(tmpdir(), 'punchgate-machine-'));
  const dataDir = join(folder, 'data');
  await writeFile(join(folder, 'punchgate.yaml'), config + furtherConfig);
  await writeFile(join(folder, 'buyer-srm.yaml'), system);
  const environment = { PUNCHGATE_CONFIG: join(folder, 'punchgate.yaml'), DATA_DIR: dataDir, USER: 'olga' };
  const run = (...args: string[]) => punchgate(args, environment, folder).result;
  return {
    folder,
    dataDir,
    run,
    async json(...args) {
      const { status, out, err } = await run(...args, '--json');
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${err}`);
      return JSON.parse(out);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What `license issue` prints. */
export interface IssuedRow {
  kind: 'system' | 'customer';
  id: string;
  key: string;
  keyHint: string;
  subscription: string;
}

/** What commands print of a license. */
export interface ShownLicense {
  kind: string;
  id: string;
  keyHint: string;
  state: string;
  website?: string;
  system?: string;
  systemId?: string;
  fingerprint?: string;
  customer?: string;
  stagingWebsites?: string[];
  history?: { action: string; actor: string; at: string }[];
}

/** Sells one system license with its customer license to a new subscription. */
export async function sell(vendor: OperatorMachine, holder: string, ...options: string[]) {
  const issued = await vendor.json<IssuedRow[]>('license', 'issue', '--holder', holder, ...options);
  const [system, seat] = issued;
  if (!system || !seat) throw new Error('nothing was issued');
  return { system, seat, all: issued };
}
