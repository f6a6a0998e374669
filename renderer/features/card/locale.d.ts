import 'i18next';
import type card from '../../../resources/locales/zh-CN/card.json';
import type cardTime from '../../../resources/locales/zh-CN/cardTime.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    card: typeof card;
    cardTime: typeof cardTime;
  }
}
