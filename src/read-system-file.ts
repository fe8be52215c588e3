import { z } from 'zod';
import type { Protocol } from './punchout/system.ts';
import { type SystemFile, systemFileSchema } from './system-file.ts';
import { type Environment, readYamlFile } from './yaml-file.ts';

const namedSchema = z.object({
  shop: z.string().min(1),
  protocol: z.enum(['cxml', 'oci']).optional().catch(undefined),
});

type ShopProblem = (shop: string, protocol: Protocol | undefined) => string | undefined;

/**
 * @param shopProblem why a System cannot have a shop; without it, it may have any
 * @throws ConfigurationError with every fault
 */
export async function readSystemFile(
  path: string,
  environment: Environment,
  shopProblem?: ShopProblem,
): Promise<SystemFile> {
  const beside = shopProblem && knownShopSchema(shopProblem);
  return await readYamlFile(path, { schema: systemFileSchema, environment, beside });
}

/** Stands beside the schema of a System file, so that an unknown shop is told however much else is wrong. */
function knownShopSchema(shopProblem: ShopProblem) {
  return z.unknown().superRefine((file, context) => {
    const { data } = namedSchema.safeParse(file);
    const message = data && shopProblem(data.shop, data.protocol);
    if (message !== undefined) context.addIssue({ code: 'custom', message, path: ['shop'] });
  });
}
