import 'i18next';
import type committee from '../../../resources/locales/zh-CN/committee.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    committee: typeof committee;
  }
}
