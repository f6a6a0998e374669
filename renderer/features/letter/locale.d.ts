import 'i18next';
import type letter from '../../../resources/locales/zh-CN/letter.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    letter: typeof letter;
  }
}
