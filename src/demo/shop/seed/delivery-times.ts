import type { CatalogDeliveryTime } from '../catalog.ts';

export const oneToThreeDays: CatalogDeliveryTime = { name: '1-3 days', min: 1, max: 3, unit: 'day' };
export const twoToFiveDays: CatalogDeliveryTime = { name: '2-5 days', min: 2, max: 5, unit: 'day' };
export const twoToThreeWeeks: CatalogDeliveryTime = { name: '2-3 weeks', min: 2, max: 3, unit: 'week' };
