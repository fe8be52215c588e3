import { z } from 'zod';
import type { FormPair } from '../http/form.ts';
import type { MappedLine } from '../punchout/map-cart.ts';
import type { ReturnProtocol } from '../punchout/ports.ts';
import type { PunchOutSession, ReturnForm } from '../punchout/session.ts';
import { type OciSystem, ociSystemSchema, type System } from '../punchout/system.ts';
import { lackingControlFields } from './control-fields.ts';
import { ociFieldLimit } from './fields.ts';
import { fittedFields } from './large-form.ts';
import { newItem } from './new-item.ts';
import { returnAddress } from './return-address.ts';
import { transliterate } from './transliterate.ts';

export const ociCharsetSchema = ociSystemSchema.shape.charset.unwrap();

/** Control fields of the call that the return echoes in the spelling they came in. */
const protocolDataSchema = z.object({
  echo: z.array(z.tuple([z.string(), z.string()])),
  /** Charset that the call asked for. */
  charset: ociCharsetSchema.optional(),
  /** Where a cancelled visit goes. */
  cancelUrl: z.string().optional(),
});

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
    form(session, oci(system), itemsOf(lines, session, oci(system))),
  cancelForm: (session, system) => {
    const { cancel } = oci(system);
    if (cancel === 'message') return undefined;
    return cancel === 'cancel-url' ? cancelUrlForm(session, oci(system)) : form(session, oci(system), []);
  },
};

function oci(system: System): OciSystem {
  if (system.protocol !== 'oci') throw new Error(`System ${system.name} is no OCI System`);
  return system;
}

function itemsOf(lines: MappedLine[], session: PunchOutSession, system: OciSystem): FormPair[] {
  const charset = charsetOf(dataOf(session), system);
  return lines.flatMap((line, position) => {
    const always = system.emptyFields ? Object.keys(system.fields[line.kind]) : [];
    return newItem(line, position + system.startIndex, { charset, always });
  });
}

function form(session: PunchOutSession, system: OciSystem, items: FormPair[]): ReturnForm {
  const data = dataOf(session);
  const charset = charsetOf(data, system);
  const { action, inputs } = returnAddress(session.returnUrl, system.hookUrl);
  const came: FormPair[] = [...inputs, ...data.echo];
  const added = system.controlFields === 'always' ? lackingControlFields(came, session.returnTarget) : [];
  const fields = fittedFields([...came, ...added, ...items]).map(
    ([name, value]): FormPair => [name, transliterate(value, charset)],
  );
  return { action, target: session.returnTarget, charset, fields };
}

/** IFS: the browser goes on to OCICANCEL. A form by GET would lose the query of its action. */
function cancelUrlForm(session: PunchOutSession, system: OciSystem): ReturnForm | undefined {
  const { cancelUrl } = dataOf(session);
  if (cancelUrl === undefined) return undefined;
  const { action, inputs } = returnAddress(cancelUrl, 'split');
  const { returnTarget: target } = session;
  return { action, target, charset: system.charset, method: 'get', fields: inputs };
}

function dataOf({ protocolData }: PunchOutSession): OciProtocolData {
  return protocolDataSchema.parse(JSON.parse(protocolData));
}

function charsetOf({ charset }: OciProtocolData, system: OciSystem): string {
  return (system.charsetOfCall ? charset : undefined) ?? system.charset;
}
