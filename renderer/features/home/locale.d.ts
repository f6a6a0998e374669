import 'i18next';
import type home from '../../../resources/locales/zh-CN/home.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    home: typeof home;
  }
}
