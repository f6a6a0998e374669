import 'i18next';
import type risk from '../../../resources/locales/zh-CN/risk.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    risk: typeof risk;
  }
}
