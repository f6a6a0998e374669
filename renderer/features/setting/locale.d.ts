import 'i18next';
import type setting from '../../../resources/locales/zh-CN/setting.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    setting: typeof setting;
  }
}
