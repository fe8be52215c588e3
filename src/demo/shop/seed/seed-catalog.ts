import { type Catalog, createCatalog } from '../catalog.ts';
import { seedCategories } from './categories.ts';
import { fastenerProducts } from './fasteners.ts';
import { officeProducts } from './office.ts';
import { safetyProducts } from './safety.ts';
import { toolProducts } from './tools.ts';

/** The range of Nordwerk Supply: 24 articles, each with something that a punchout gateway may stumble over. */
export function seedCatalog(): Catalog {
  const products = [...toolProducts, ...fastenerProducts, ...safetyProducts, ...officeProducts];
  return createCatalog(seedCategories, products);
}
