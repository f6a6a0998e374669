import 'i18next';
import type investigation from '../../../resources/locales/zh-CN/investigation.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    investigation: typeof investigation;
  }
}
