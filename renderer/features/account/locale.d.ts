import 'i18next';
import type account from '../../../resources/locales/zh-CN/account.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    account: typeof account;
  }
}
