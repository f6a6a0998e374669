import 'i18next';
import type copies from '../../../resources/locales/zh-CN/copies.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    copies: typeof copies;
  }
}
