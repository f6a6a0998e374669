import 'i18next';
import type review from '../../../resources/locales/zh-CN/review.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    review: typeof review;
  }
}
