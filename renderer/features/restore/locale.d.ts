import type restore from '../../../resources/locales/zh-CN/restore.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    restore: typeof restore;
  }
}
