import { SEEDED_AT, SYSTEM_CURRENCY_ID } from '../shop-constants.ts';

export function currencyJson() {
  const names = { shortName: 'EUR', name: 'Euro' };
  return {
    translated: { ...names, customFields: {} },
    createdAt: SEEDED_AT,
    updatedAt: null,
    isoCode: 'EUR',
    factor: 1,
    symbol: '€',
    ...names,
    position: 1,
    isSystemDefault: true,
    itemRounding: roundingJson(),
    totalRounding: roundingJson(),
    taxFreeFrom: 0,
    customFields: null,
    id: SYSTEM_CURRENCY_ID,
    apiAlias: 'currency',
  };
}

function roundingJson() {
  return {
    decimals: 2,
    interval: 0.01,
    roundForNet: true,
    apiAlias: 'shopware_core_framework_data_abstraction_layer_pricing_cash_rounding_config',
  };
}
