import { z } from 'zod';
import type { ReturnProtocol } from '../punchout/ports.ts';
import type { PunchOutSession, ReturnForm } from '../punchout/session.ts';
import type { OciSystem, System } from '../punchout/system.ts';
import { ociFieldLimit } from './fields.ts';
import { newItem } from './new-item.ts';

/** Control fields of the call that the return echoes in the spelling they came in. */
const protocolDataSchema = z.object({ echo: z.array(z.tuple([z.string(), z.string()])) });

export type OciProtocolData = z.infer<typeof protocolDataSchema>;

const defaultDecimals = 3;

/** How an OCI session ends: a form of `NEW_ITEM-` fields, posted by the browser to HOOK_URL. */
export const ociReturnProtocol: ReturnProtocol = {
  cartRules: ({ prices }) => {
    const decimals = prices.decimals ?? defaultDecimals;
    return {
      limits: ociFieldLimit,
      prices: { minimumDecimals: decimals, maximumDecimals: decimals, maximumUnit: prices.maximumUnit },
    };
  },
  returnForm: ({ lines }, { session, system }) =>
    form(
      session,
      oci(system),
      lines.flatMap((line, index) => newItem(line, index + 1)),
    ),
  cancelForm: (session, system) =>
    oci(system).cancel === 'message' ? undefined : form(session, oci(system), []),
};

function oci(system: System): OciSystem {
  if (system.protocol !== 'oci') throw new Error(`System ${system.name} is no OCI System`);
  return system;
}

function form(
  session: PunchOutSession,
  system: OciSystem,
  items: [name: string, value: string][],
): ReturnForm {
  const { echo } = protocolDataSchema.parse(JSON.parse(session.protocolData));
  return {
    action: session.returnUrl,
    target: session.returnTarget,
    charset: system.charset,
    fields: [...echo, ...items],
  };
}
