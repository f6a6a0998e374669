import 'i18next';
import type authority from '../../../resources/locales/zh-CN/authority.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    authority: typeof authority;
  }
}
