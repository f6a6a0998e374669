import 'i18next';
import type staffing from '../../../resources/locales/zh-CN/staffing.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    staffing: typeof staffing;
  }
}
