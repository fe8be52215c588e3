import { SEEDED_AT, SYSTEM_CURRENCY_ID } from '../shop-constants.ts';
import { currencyOf } from '../shop-terms.ts';

export function currencyJson(id: string = SYSTEM_CURRENCY_ID) {
  const { isoCode, name, symbol, factor } = currencyOf(id);
  const names = { shortName: isoCode, name };
  return {
    translated: { ...names, customFields: {} },
    createdAt: SEEDED_AT,
    updatedAt: null,
    isoCode,
    factor,
    symbol,
    ...names,
    position: 1,
    isSystemDefault: id === SYSTEM_CURRENCY_ID,
    itemRounding: roundingJson(),
    totalRounding: roundingJson(),
    taxFreeFrom: 0,
    customFields: null,
    id,
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
