import type { EnterSessionPorts } from '../../../src/punchout/enter-session.ts';
import { enterSession } from '../../../src/punchout/enter-session.ts';
import type { LicenseQuestion, LicenseVerdict } from '../../../src/punchout/license-verdict.ts';
import type { ReturnCartPorts } from '../../../src/punchout/return-cart.ts';
import {
  type StartRequest,
  type StartSessionPorts,
  startSession,
} from '../../../src/punchout/start-session.ts';
import type { System } from '../../../src/punchout/system.ts';
import { systemFingerprint } from '../../../src/punchout/system-fingerprint.ts';
import { type Visit, visitOfBrowser } from '../../../src/punchout/visit.ts';
import { createVault } from '../../../src/store/vault.ts';
import { MemorySessions } from './memory-sessions.ts';
import { MemoryShop } from './memory-shop.ts';
import { MemorySnapshots } from './memory-snapshots.ts';
import { MemorySystems } from './memory-systems.ts';
import { FixedSurroundings, returnProtocols } from './return-protocols.ts';
import { recordedGrossCart } from './sample-cart.ts';
import { sampleSession } from './sample-session.ts';
import { sampleCustomer, sampleOciSystem } from './sample-system.ts';
import { MemoryUnitInbox, standardUnits } from './sample-units.ts';

export const lives = { startLink: 300_000, session: 43_200_000, reentry: 60_000, returnPage: 900_000 };

/** Everything that the steps of a visit need, each part real or honestly in memory. */
export class SampleGateway implements StartSessionPorts, EnterSessionPorts, ReturnCartPorts {
  readonly surroundings = new FixedSurroundings();
  readonly vault = createVault(Buffer.alloc(32, 7));
  readonly sessions = new MemorySessions();
  readonly systems = new MemorySystems();
  readonly snapshots = new MemorySnapshots();
  readonly shops = new MemoryShop(recordedGrossCart());
  readonly protocols = returnProtocols;
  readonly standardUnits = standardUnits;
  readonly unitInbox = new MemoryUnitInbox();
  readonly lives = lives;
  readonly questions: LicenseQuestion[] = [];
  verdict: LicenseVerdict = { valid: true, detail: 'licensed' };
  readonly licenses = {
    verdict: async (question: LicenseQuestion): Promise<LicenseVerdict> => {
      this.questions.push(question);
      return this.verdict;
    },
  };

  pass(milliseconds: number): void {
    this.surroundings.time += milliseconds;
  }

  /** A procurement system has called: the start link of its visit. */
  async start(
    system: System = sampleOciSystem(),
    changes: Partial<Pick<StartRequest, 'returnUrl' | 'entry'>> = {},
  ) {
    const fingerprint = systemFingerprint(system);
    const stored = await this.systems.save(system, {
      fingerprint,
      loginKeys: [],
      at: this.surroundings.time,
    });
    const { protocolData } = sampleSession(system);
    const address = { returnUrl: 'https://buyer.example/hook?session=1', returnTarget: '_top', ...changes };
    const rest = { parameters: [], extrinsics: [], protocolData };
    return await startSession({ stored, customer: sampleCustomer, ...address, ...rest }, this);
  }

  /** The buyer's browser is in the shop: the key that it shows from now on. */
  async enter(system?: System): Promise<string> {
    const { startToken } = await this.start(system);
    const { browserKey } = await enterSession({ startToken, browserKey: undefined }, this);
    return browserKey ?? '';
  }

  async visit(browserKey: string): Promise<Visit> {
    return await visitOfBrowser(browserKey, this);
  }
}
