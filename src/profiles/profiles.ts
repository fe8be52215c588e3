import { ariba } from './ariba.ts';
import { basware } from './basware.ts';
import { coupa } from './coupa.ts';
import { dynamics365 } from './dynamics-365.ts';
import { ifs } from './ifs.ts';
import { jaggaer } from './jaggaer.ts';
import { onventis } from './onventis.ts';
import { oracle } from './oracle.ts';
import type { Profile } from './profile.ts';
import { s4hana } from './s4hana.ts';
import { sapMm } from './sap-mm.ts';
import { sapSrm } from './sap-srm.ts';

export const profiles: readonly Profile[] = [
  sapSrm,
  sapMm,
  s4hana,
  ariba,
  coupa,
  jaggaer,
  oracle,
  dynamics365,
  ifs,
  onventis,
  basware,
];

export function profileNamed(name: string): Profile | undefined {
  return profiles.find((profile) => profile.name === name);
}
