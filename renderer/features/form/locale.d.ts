import 'i18next';
import type form from '../../../resources/locales/zh-CN/form.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    form: typeof form;
  }
}
