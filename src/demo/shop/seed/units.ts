import type { CatalogUnit } from '../catalog.ts';
import { fixedId } from '../shopware-id.ts';

/** Short codes as shops really write them: free text, partly English, partly German. */
export const piece = unit('pc', 'Piece');
export const stueck = unit('Stk', 'Stück');
export const box = unit('box', 'Box');
export const metre = unit('m', 'Metre');
export const kilogram = unit('kg', 'Kilogram');
export const roll = unit('roll', 'Roll');
/** No unit mapping of the demo knows this one. */
export const cartridge = unit('Kartusche', 'Kartusche');

function unit(shortCode: string, name: string): CatalogUnit {
  return { id: fixedId('unit', shortCode), shortCode, name };
}
