import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import i18next, { type i18n } from 'i18next';
import { terms } from '../../db/domain/term';
import type { Content } from './content';

const made = new Map<string, i18n>();

/** Chinese sentences for terminal, 问题 column and papers, from the same locale files as the page. */
export function words(content: Content): i18n {
  const known = made.get(content.folder);
  if (known) return known;
  const folder = path.join(content.folder, 'locales/zh-CN');
  const resources = Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [path.parse(name).name, JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as object]),
  );
  const instance = i18next.createInstance();
  void instance.init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { ...resources, term: terms } },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  made.set(content.folder, instance);
  return instance;
}
