import 'i18next';
import type backup from '../../../resources/locales/zh-CN/backup.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    backup: typeof backup;
  }
}
