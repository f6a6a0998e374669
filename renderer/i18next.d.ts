import 'i18next';
import type { terms } from '../db/domain/term';
import type app from '../resources/locales/zh-CN/app.json';
import type component from '../resources/locales/zh-CN/component.json';

// A feature adds its own namespace the same way, in renderer/features/<subject>/locale.d.ts.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    returnNull: false;
  }
  interface ResourceNamespaceMap {
    app: typeof app;
    component: typeof component;
    term: typeof terms;
  }
}
