import 'i18next';
import type evidence from '../../../resources/locales/zh-CN/evidence.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    evidence: typeof evidence;
  }
}
