import 'i18next';
import type filing from '../../../resources/locales/zh-CN/filing.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    filing: typeof filing;
  }
}
