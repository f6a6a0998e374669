import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { terms } from '../db/domain/term';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

type Namespaces = Record<string, Record<string, unknown>>;

// One file per subject and language. Chinese is part of the first bundle, English is fetched when it is chosen.
const chinese = import.meta.glob<Record<string, unknown>>('../resources/locales/zh-CN/*.json', { eager: true, import: 'default' });
const english = import.meta.glob<Record<string, unknown>>('../resources/locales/en/*.json', { import: 'default' });

const namespaceOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1, -'.json'.length);

const chineseNamespaces: Namespaces = { term: terms };
for (const [file, words] of Object.entries(chinese)) chineseNamespaces[namespaceOf(file)] = words;

void i18next.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  supportedLngs: languages,
  defaultNS: 'app',
  resources: { 'zh-CN': chineseNamespaces },
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
});

/** Switches the language, fetching its words first. */
export async function chooseLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'app')) {
    await Promise.all(
      Object.entries(english).map(async ([file, load]) => i18next.addResourceBundle('en', namespaceOf(file), await load())),
    );
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export { i18next };
