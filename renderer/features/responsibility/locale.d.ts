import 'i18next';
import type responsibility from '../../../resources/locales/zh-CN/responsibility.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    responsibility: typeof responsibility;
  }
}
