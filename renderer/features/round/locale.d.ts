import 'i18next';
import type round from '../../../resources/locales/zh-CN/round.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    round: typeof round;
  }
}
