import 'i18next';
import type trace from '../../../resources/locales/zh-CN/trace.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    trace: typeof trace;
  }
}
