import { z } from 'zod';
import { type SystemFile, systemFileSchema } from './system-file.ts';
import { type Environment, readYamlFile } from './yaml-file.ts';

const namedSchema = z.object({ shop: z.string().min(1) });

/**
 * @param shops names of those that a System may have; without them it may have any
 * @throws ConfigurationError with every fault
 */
export async function readSystemFile(
  path: string,
  environment: Environment,
  shops?: readonly string[],
): Promise<SystemFile> {
  const beside = shops && knownShopSchema(shops);
  return await readYamlFile(path, { schema: systemFileSchema, environment, beside });
}

/** Stands beside the schema of a System file, so that an unknown shop is told however much else is wrong. */
function knownShopSchema(shops: readonly string[]) {
  return z.unknown().superRefine((file, context) => {
    const { data } = namedSchema.safeParse(file);
    if (!data || shops.includes(data.shop)) return;
    const message = `punchgate.yaml has no shop "${data.shop}"`;
    context.addIssue({ code: 'custom', message, path: ['shop'] });
  });
}
