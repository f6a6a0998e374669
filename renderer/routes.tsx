import {
  IconAdjustments, IconAlertTriangle, IconClipboardCheck, IconFolder, IconHome, IconSend,
} from '@tabler/icons-react';
import { lazy, type ComponentType } from 'react';
import type { ParseKeys } from 'i18next';

type Load = () => Promise<{ default: ComponentType }>;

export interface PageRoute {
  /** The page also gets everything below it: `/risk/<id>`. */
  path: string;
  nav: ParseKeys<'app'>;
  group: GroupId;
  load: Load;
}

/** Left navigation from top to bottom; a group without a page is not shown. */
export const groups = [
  { id: 'today', icon: IconHome },
  { id: 'risk', icon: IconAlertTriangle },
  { id: 'filing', icon: IconSend },
  { id: 'review', icon: IconClipboardCheck },
  { id: 'data', icon: IconFolder },
  { id: 'setting', icon: IconAdjustments },
] as const;
export type GroupId = (typeof groups)[number]['id'];

/** One line per page, in the order of the navigation. */
export const routes: readonly PageRoute[] = [
  { path: '/', nav: 'nav.today', group: 'today', load: () => import('./features/home/HomePage') },
  { path: '/setting', nav: 'nav.settings', group: 'setting', load: () => import('./features/setting/SettingPage') },
];

/** Shown while no workspace is open. */
export const welcome: Load | undefined = () => import('./features/welcome/WelcomePage');

const lazyPages = new Map<Load, ComponentType>();

/** The component of a page, fetched when it is first shown. */
export function pageOf(load: Load): ComponentType {
  let page = lazyPages.get(load);
  if (!page) lazyPages.set(load, page = lazy(load));
  return page;
}

/** Page on which a record found by the search is shown; null where it has none. */
export function recordPath(subject: string, id: string): string | null {
  const base = recordPages[subject];
  return base === undefined || !routes.some(({ path }) => path === base) ? null : `${base}/${encodeURIComponent(id)}`;
}

const recordPages: Readonly<Record<string, string>> = {
  risk: '/risk', riskPoint: '/point', round: '/round', filing: '/filing', department: '/department', post: '/post', person: '/person',
};
