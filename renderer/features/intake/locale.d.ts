import 'i18next';
import type words from '../../../resources/locales/zh-CN/import.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    import: typeof words;
  }
}
