import 'i18next';
import type enterprise from '../../../resources/locales/zh-CN/enterprise.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    enterprise: typeof enterprise;
  }
}
