import 'i18next';
import type analysis from '../../../resources/locales/zh-CN/analysis.json';
import type point from '../../../resources/locales/zh-CN/point.json';
import type risk from '../../../resources/locales/zh-CN/risk.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    analysis: typeof analysis;
    point: typeof point;
    risk: typeof risk;
  }
}
