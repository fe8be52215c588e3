import type { CatalogProduct } from '../catalog.ts';
import { fixedId } from '../shopware-id.ts';

/** What only few articles of this shop have. */
export function productDetailsJson({ details }: CatalogProduct, associations: ReadonlySet<string>) {
  const { size, packUnitPlural = null, releaseDate = null, properties = [], tags = [] } = details;
  return {
    ...(size ?? { width: null, height: null, length: null }),
    packUnitPlural,
    releaseDate,
    properties: associations.has('properties')
      ? properties.map(({ group, option }) => optionJson(group, option))
      : null,
    tags: associations.has('tags') ? tags.map(tagJson) : null,
  };
}

/** One value of a group, e.g. of sizes: of a variant, or a property of an article. */
export function optionJson(group: string, name: string) {
  return {
    name,
    translated: { name },
    group: { name: group, translated: { name: group }, apiAlias: 'property_group' },
    id: fixedId(group, name),
    apiAlias: 'property_group_option',
  };
}

function tagJson(name: string) {
  return { name, translated: [], id: fixedId('tag', name), apiAlias: 'tag' };
}
