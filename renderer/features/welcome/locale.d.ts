import type welcome from '../../../resources/locales/zh-CN/welcome.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    welcome: typeof welcome;
  }
}
