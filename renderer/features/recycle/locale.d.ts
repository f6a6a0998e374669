import 'i18next';
import type recycle from '../../../resources/locales/zh-CN/recycle.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    recycle: typeof recycle;
  }
}
