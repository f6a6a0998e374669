import 'i18next';
import type point from '../../../resources/locales/zh-CN/point.json';
import type risk from '../../../resources/locales/zh-CN/risk.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    point: typeof point;
    risk: typeof risk;
  }
}
