import { z } from 'zod';
import type { PunchOutSession } from '../punchout/session.ts';
import type { XmlNode } from './xml-element.ts';

const xmlNodeSchema: z.ZodType<XmlNode> = z.lazy(() =>
  z.union([
    z.string(),
    z.object({
      name: z.string(),
      attributes: z.record(z.string(), z.string()),
      children: z.array(xmlNodeSchema),
    }),
  ]),
);

const partySchema = z.array(
  z.object({ domain: z.string(), identity: z.string(), type: z.string().optional() }),
);

/** What a PunchOutOrderMessage needs of the setup request that began the session. */
const protocolDataSchema = z.object({
  buyerCookie: z.array(xmlNodeSchema),
  from: partySchema,
  to: partySchema,
  deploymentMode: z.string(),
  language: z.string(),
});

export type ProtocolData = z.infer<typeof protocolDataSchema>;

export function protocolDataOf(session: PunchOutSession): ProtocolData {
  return protocolDataSchema.parse(JSON.parse(session.protocolData));
}
