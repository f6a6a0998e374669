import 'i18next';
import type appraisal from '../../../resources/locales/zh-CN/appraisal.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    appraisal: typeof appraisal;
  }
}
