import 'i18next';
import type formDocx from '../../../resources/locales/zh-CN/formDocx.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    formDocx: typeof formDocx;
  }
}
