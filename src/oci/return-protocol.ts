import { z } from 'zod';
import type { FormPair } from '../http/form.ts';
import type { MappedLine } from '../punchout/map-cart.ts';
import type { ReturnProtocol } from '../punchout/ports.ts';
import type { PunchOutSession, ReturnForm } from '../punchout/session.ts';
import { type OciSystem, ociSystemSchema, type System } from '../punchout/system.ts';
import { type OciLine, ociLines } from './bundle-lines.ts';
import { lackingControlFields } from './control-fields.ts';
import { ociFieldLimit } from './fields.ts';
import { jsonCart } from './json-cart.ts';
import { fittedFields } from './large-form.ts';
import { itemValues, newItem } from './new-item.ts';
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

/** How an OCI session ends: a form of `NEW_ITEM-` fields or of one JSON field, posted by the browser to HOOK_URL. */
export const ociReturnProtocol: ReturnProtocol = {
  cartRules: ({ session, system }) => {
    const { prices } = system;
    const decimals = prices.decimals ?? defaultDecimals;
    const charset = charsetOf(dataOf(session), oci(system));
    return {
      limits: ociFieldLimit,
      written: (text) => transliterate(text, charset),
      quantityDecimals: 3,
      prices: { minimumDecimals: decimals, maximumDecimals: decimals, maximumUnit: prices.maximumUnit },
    };
  },
  returnForm: ({ lines }, { session, system }) => form(session, oci(system), lines),
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

/** Without lines a JSON cart is a list without items; its receiver looks for that one field. */
function itemsOf(lines: MappedLine[], system: OciSystem, charset: string): FormPair[] {
  const always = ({ kind }: OciLine) =>
    system.emptyFields && kind !== 'bundle' ? Object.keys(system.fields[kind]) : [];
  const written = ociLines(lines, system, charset);
  const { startIndex, cartFormat, jsonField } = system;
  if (cartFormat === 'json') {
    const items = written.map((line, position) => itemValues(line, position + startIndex, always(line)));
    return [[jsonField, jsonCart(items)]];
  }
  return written.flatMap((line, position) => newItem(line, position + startIndex, always(line)));
}

function form(session: PunchOutSession, system: OciSystem, lines: MappedLine[]): ReturnForm {
  const data = dataOf(session);
  const charset = charsetOf(data, system);
  const items = itemsOf(lines, system, charset);
  const { action, inputs } = returnAddress(session.returnUrl, system.hookUrl);
  const came: FormPair[] = [...inputs, ...data.echo];
  const added = system.controlFields === 'always' ? lackingControlFields(came, session.returnTarget) : [];
  const head = [...came, ...added].map(([name, value]): FormPair => [name, transliterate(value, charset)]);
  const fields = fittedFields([...head, ...items]);
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
