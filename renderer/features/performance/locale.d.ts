import 'i18next';
import type performance from '../../../resources/locales/zh-CN/performance.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    performance: typeof performance;
  }
}
