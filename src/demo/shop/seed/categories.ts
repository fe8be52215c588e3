import type { CatalogCategory } from '../catalog.ts';
import { fixedId } from '../shopware-id.ts';

export const tools = category('tools', {
  name: 'Tools',
  teaser: 'Hand and power tools that outlast the job',
  picture: 'hammer',
});

export const fasteners = category('fasteners', {
  name: 'Fasteners & Fixings',
  teaser: 'Bolts, nails, anchors, adhesives: by the box or the metre',
  picture: 'bolt',
});

export const safety = category('safety', {
  name: 'Safety at Work',
  teaser: 'Certified protection from head to toe',
  picture: 'helmet',
});

export const office = category('office', {
  name: 'Office & Breakroom',
  teaser: 'Paper, labels and the good coffee',
  picture: 'paper',
});

export const seedCategories: CatalogCategory[] = [tools, fasteners, safety, office];

function category(key: string, about: Pick<CatalogCategory, 'name' | 'teaser' | 'picture'>): CatalogCategory {
  return { id: fixedId('category', key), key, ...about };
}
