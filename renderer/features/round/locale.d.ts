import 'i18next';
import type round from '../../../resources/locales/zh-CN/round.json';
import type roundTime from '../../../resources/locales/zh-CN/roundTime.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    round: typeof round;
    roundTime: typeof roundTime;
  }
}
