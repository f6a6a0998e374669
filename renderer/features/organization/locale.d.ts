import 'i18next';
import type organization from '../../../resources/locales/zh-CN/organization.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    organization: typeof organization;
  }
}
