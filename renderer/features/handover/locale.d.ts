import 'i18next';
import type handover from '../../../resources/locales/zh-CN/handover.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    handover: typeof handover;
  }
}
