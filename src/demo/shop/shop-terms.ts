import {
  FRANC_CURRENCY_ID,
  GERMAN_LANGUAGE_ID,
  SYSTEM_CURRENCY_ID,
  SYSTEM_LANGUAGE_ID,
} from './shop-constants.ts';

interface Language {
  name: string;
  localeCode: string;
  /** Stands behind each name of an article. */
  mark: string;
}

const languages: Record<string, Language> = {
  [SYSTEM_LANGUAGE_ID]: { name: 'English', localeCode: 'en-GB', mark: '' },
  [GERMAN_LANGUAGE_ID]: { name: 'Deutsch', localeCode: 'de-DE', mark: ' (deutsch)' },
};

interface Currency {
  isoCode: string;
  name: string;
  symbol: string;
  /** So many of it are one of the system's currency. */
  factor: number;
}

const euro: Currency = { isoCode: 'EUR', name: 'Euro', symbol: '€', factor: 1 };
const currencies: Record<string, Currency> = {
  [SYSTEM_CURRENCY_ID]: euro,
  [FRANC_CURRENCY_ID]: { isoCode: 'CHF', name: 'Franken', symbol: 'CHF', factor: 1.25 },
};

export function isLanguage(id: string): boolean {
  return id in languages;
}

export function isCurrency(id: string): boolean {
  return id in currencies;
}

export function languageOf(id: string): Language {
  return languages[id] ?? { name: 'English', localeCode: 'en-GB', mark: '' };
}

export function currencyOf(id: string): Currency {
  return currencies[id] ?? euro;
}
