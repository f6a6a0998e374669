import 'i18next';
import type map from '../../../resources/locales/zh-CN/map.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    map: typeof map;
  }
}
