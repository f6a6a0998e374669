import {
  IconAdjustments,
  IconAlertTriangle,
  IconClipboardCheck,
  IconFolder,
  IconHome,
  IconSend,
  IconShieldCheck,
} from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import type { Name } from './api';
import { createElement, lazy, type ComponentType } from 'react';

/** Left navigation from top to bottom; a group without a page is not shown. */
export const groups = [
  { id: 'today', icon: IconHome },
  { id: 'responsibility', icon: IconShieldCheck },
  { id: 'risk', icon: IconAlertTriangle },
  { id: 'filing', icon: IconSend },
  { id: 'review', icon: IconClipboardCheck },
  { id: 'data', icon: IconFolder },
  { id: 'setting', icon: IconAdjustments },
] as const;
type GroupId = (typeof groups)[number]['id'];

/** A component that is fetched. Once it is there it is drawn at once: what React has waited for, it shows 300 ms later at the soonest. */
function later<Props extends object>(fetch: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | undefined;
  const load = async () => {
    loaded = await fetch();
    return { default: loaded };
  };
  const Later = lazy(load) as unknown as ComponentType<Props>;
  return { load, Component: (props: Props) => createElement(loaded ?? Later, props) };
}

/** A page and its place in the navigation. It also gets every address below its path: `/risk/<id>`. */
function page(path: string, nav: ParseKeys<'app'>, group: GroupId, fetch: () => Promise<{ default: ComponentType }>) {
  const { load, Component } = later(async () => (await fetch()).default);
  return { path, nav, group, load, Page: Component };
}

const palette = later(async () => (await import('./components/CommandPalette')).CommandPalette);
export const CommandPalette = palette.Component;

/** One line per page, in the order of the navigation; the first one is home. */
export const routes = [
  page('/', 'nav.today', 'today', () => import('./features/home/HomePage')),
  page('/responsibility', 'nav.responsibilities', 'responsibility', () => import('./features/responsibility/ResponsibilityPage')),
  page('/performance', 'nav.performance', 'responsibility', () => import('./features/performance/PerformancePage')),
  page('/letter', 'nav.letters', 'responsibility', () => import('./features/letter/LetterPage')),
  page('/appraisal', 'nav.appraisals', 'responsibility', () => import('./features/appraisal/AppraisalPage')),
  page('/committee', 'nav.committee', 'responsibility', () => import('./features/committee/CommitteePage')),
  page('/staffing', 'nav.staffing', 'responsibility', () => import('./features/staffing/StaffingPage')),
  page('/trace', 'nav.trace', 'responsibility', () => import('./features/trace/TracePage')),
  page('/risk', 'nav.risks', 'risk', () => import('./features/risk/RiskPage')),
  page('/point', 'nav.points', 'risk', () => import('./features/risk/RiskPointPage')),
  page('/map', 'nav.maps', 'risk', () => import('./features/map/MapPage')),
  page('/card', 'nav.cards', 'risk', () => import('./features/card/CardPage')),
  page('/analysis', 'nav.analysis', 'risk', () => import('./features/risk/analysis/AnalysisPage')),
  page('/round', 'nav.rounds', 'risk', () => import('./features/round/RoundPage')),
  page('/intake', 'nav.intake', 'risk', () => import('./features/intake/IntakePage')),
  page('/filing', 'nav.filings', 'filing', () => import('./features/filing/FilingPage')),
  page('/submission', 'nav.submissions', 'filing', () => import('./features/filing/SubmissionPage')),
  page('/authority', 'nav.authorities', 'filing', () => import('./features/authority/AuthorityPage')),
  page('/form', 'nav.forms', 'filing', () => import('./features/form/FormPage')),
  page('/review', 'nav.review', 'review', () => import('./features/review/ReviewPage')),
  page('/enterprise', 'nav.enterprise', 'data', () => import('./features/enterprise/EnterprisePage')),
  page('/department', 'nav.departments', 'data', () => import('./features/organization/DepartmentPage')),
  page('/post', 'nav.posts', 'data', () => import('./features/organization/PostPage')),
  page('/person', 'nav.people', 'data', () => import('./features/organization/PersonPage')),
  page('/appointment', 'nav.appointments', 'data', () => import('./features/organization/AppointmentPage')),
  page('/chart', 'nav.charts', 'data', () => import('./features/organization/ChartPage')),
  page('/handover', 'nav.handover', 'data', () => import('./features/handover/HandoverPage')),
  page('/evidence', 'nav.evidence', 'data', () => import('./features/evidence/EvidencePage')),
  page('/account', 'nav.accounts', 'setting', () => import('./features/account/AccountPage')),
  page('/audit', 'nav.audit', 'setting', () => import('./features/audit/AuditPage')),
  page('/backup', 'nav.backups', 'setting', () => import('./features/backup/BackupPage')),
  page('/recycle', 'nav.recycle', 'setting', () => import('./features/recycle/RecyclePage')),
  page('/looks', 'nav.looks', 'setting', () => import('./features/investigation/LookPage')),
  page('/restore', 'nav.restore', 'setting', () => import('./features/restore/RestorePage')),
  page('/copies', 'nav.copies', 'setting', () => import('./features/copies/CopiesPage')),
  page('/setting', 'nav.settings', 'setting', () => import('./features/setting/SettingPage')),
];

/** What a page cannot do without: whoever may not call it is not offered the page. */
const needs: Readonly<Record<string, Name>> = {
  '/': 'home.summary',
  '/responsibility': 'responsibility.list',
  '/performance': 'inspection.list',
  '/letter': 'letter.batches',
  '/appraisal': 'appraisal.periods',
  '/committee': 'committee.meetings',
  '/staffing': 'staffing.get',
  '/trace': 'trace.get',
  '/point': 'point.list',
  '/map': 'map.plans',
  '/card': 'card.list',
  '/analysis': 'analysis.get',
  '/intake': 'intake.plan',
  '/filing': 'filing.list',
  '/submission': 'submission.list',
  '/authority': 'authority.list',
  '/form': 'form.list',
  '/review': 'review.run',
  '/enterprise': 'enterprise.get',
  '/department': 'department.alike',
  '/post': 'department.alike',
  '/person': 'department.alike',
  '/appointment': 'appointment.list',
  '/chart': 'chart.get',
  '/handover': 'handover.preview',
  '/evidence': 'evidence.list',
  '/account': 'account.list',
  '/audit': 'history.changes',
  '/backup': 'backup.list',
  '/recycle': 'history.removed',
  '/restore': 'restore.list',
  '/copies': 'copies.state',
};

/** Pages for somebody who may call these procedures; NULL for all of them. Only a copy for investigators has a log of looks. */
export const routesFor = (allowed: readonly string[] | null, isCopy: boolean): typeof routes =>
  routes.filter(
    ({ path }) => (path !== '/looks' || isCopy) && (allowed === null || needs[path] === undefined || allowed.includes(needs[path])),
  );

/** Loads the page of an address, as `/risk/overdue`. */
export async function loadPage(address: string): Promise<void> {
  const [, first = ''] = address.split('/');
  await routes.find(({ path }) => path === `/${first}`)?.load();
}

/** Loads the search and all pages while nobody waits: what is typed after Ctrl+K belongs to the search, a page is there when it is gone to. */
export async function loadPagesAtRest(): Promise<void> {
  for (const { load } of [palette, ...routes]) {
    await new Promise((resolve) => requestIdleCallback(resolve));
    await load();
  }
}

/** Pages on which a record found by the search is shown. */
const recordPages: Readonly<Record<string, string>> = {
  responsibility: '/responsibility',
  risk: '/risk',
  riskPoint: '/point',
  round: '/round',
  filing: '/filing',
  submission: '/submission',
  authority: '/authority',
  department: '/department',
  post: '/post',
  person: '/person',
  appointment: '/appointment',
  committeeMeeting: '/committee',
  safetyBody: '/staffing',
};

/** Address of a record; null where its subject has no page. */
export function recordPath(subject: string, id: string): string | null {
  const base = recordPages[subject];
  return base === undefined || !routes.some(({ path }) => path === base) ? null : `${base}/${encodeURIComponent(id)}`;
}
