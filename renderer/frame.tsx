import { Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useIsFetching } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { load, redo, undo, useApi } from './api';
import { AppFrame } from './components/AppFrame';
import type { PaletteEntry } from './components/CommandPalette';
import { ErrorBoundary } from './components/ErrorBoundary';
import { NavBar } from './components/NavBar';
import { Refused } from './components/Refused';
import { forgetLists } from './components/table/list';
import { TopBar } from './components/TopBar';
import { backupSign } from './components/verifiedText';
import { commandText, stepText } from './say';
import { remember, remembered } from './preference';
import { CommandPalette, groups, recordPath, routesFor } from './routes';
import { lock, useIdleLock, useSystemLock, type SessionState } from './session';
import { changeSettings, joinWorkspace, useSettings } from './settings';
import { useShortcutGroups } from './shortcuts';
import { useRunningTasks } from './tasks';

const CopyBanner = lazy(() => import('./features/investigation/CopyBanner'));
const UserMenu = lazy(() => import('./features/account/UserMenu'));
const Shortcuts = lazy(() => import('./components/Shortcuts').then(({ Shortcuts: component }) => ({ default: component })));

export interface FrameProps {
  enterprise: string;
  isSample: boolean;
  /** Who looks at a copy for investigators, and when it was made. */
  investigation?: { who: string; at: number } | null;
  /** Who is signed in and may do what; everything without accounts. */
  session?: SessionState | undefined;
}

/** Frame of an open workspace: top bar, navigation, the page of the location. */
export function Frame({ enterprise, isSample, investigation = null, session }: FrameProps) {
  const allowed = session?.allowed ?? null;
  const account = session?.account ?? null;
  const pages = useMemo(() => routesFor(allowed, investigation !== null), [allowed, investigation]);
  useSystemLock();
  useIdleLock(account === null ? 0 : (session?.lockMinutes ?? 0));
  const { t } = useTranslation('app');
  const [location, go] = useHashLocation();
  const { navCollapsed, navOpen } = useSettings();
  const [sheet, setSheet] = useState<'none' | 'palette' | 'shortcuts'>('none');
  const [opened, setOpened] = useState({ palette: false, shortcuts: false });
  const history = useApi('history.state', {});
  const due = useApi('home.due', {});
  const backup = useApi('backup.state', {}, { subjects: ['backup'] });
  const tasks = useRunningTasks();
  const shortcuts = useShortcutGroups();

  const show = useCallback((which: 'palette' | 'shortcuts') => {
    setOpened((was) => ({ ...was, [which]: true }));
    setSheet(which);
  }, []);
  const close = useCallback(() => setSheet('none'), []);
  // Nothing of the lists of one workspace is shown in another.
  useEffect(() => forgetLists, []);
  useEffect(() => {
    void remembered('settings').then((value) => joinWorkspace(value, (settings) => remember('settings', settings)));
  }, []);
  useEffect(() => {
    document.title = t('title', { name: enterprise });
  }, [t, enterprise]);
  useHotkeys(
    [
      ['mod+K', () => show('palette')],
      ['F1', () => show('shortcuts')],
      ['mod+L', () => void lock()],
    ],
    [],
  );
  // In a field Ctrl+Z takes back what is typed; elsewhere it takes back the last step.
  useHotkeys([
    ['mod+Z', () => void undo()],
    ['mod+Y', () => void redo()],
    ['mod+shift+Z', () => void redo()],
  ]);

  const navGroups = useMemo(
    () =>
      groups
        .map(({ id, icon }) => ({
          id,
          icon,
          label: t(`group.${id}`),
          pages: pages.filter(({ group }) => group === id).map(({ path, nav }) => ({ path, label: t(nav) as string })),
        }))
        .filter(({ pages }) => pages.length > 0),
    [t, pages],
  );
  const entries = useMemo<PaletteEntry[]>(
    () => pages.map(({ path, nav }) => ({ id: path, label: t(nav) as string, group: t('palette.pages'), run: () => go(path) })),
    [t, go, pages],
  );
  const search = useCallback(
    async (typed: string, signal: AbortSignal): Promise<PaletteEntry[]> => {
      const hits = await load('search.everything', { text: typed, limit: 20 }, { signal });
      return hits.flatMap(({ subject, id, title }) => {
        const path = recordPath(subject, id);
        return path === null
          ? []
          : [
              {
                id: `${subject}-${id}`,
                label: title,
                group: t('palette.records'),
                note: t(`subject.${subject}` as never),
                run: () => go(path),
              },
            ];
      });
    },
    [t, go],
  );
  const step = (entry: { command: string } | null | undefined, key: 'undo' | 'redo') =>
    entry ? t(`frame.${key}`, { what: commandText(t, entry.command) }) : undefined;

  return (
    <Router hook={useHashLocation}>
      <AppFrame
        topBar={
          <TopBar
            enterprise={enterprise}
            isSample={isSample}
            onSearch={() => show('palette')}
            undo={step(history.data?.undo, 'undo')}
            redo={step(history.data?.redo, 'redo')}
            onUndo={() => void undo()}
            onRedo={() => void redo()}
            tasks={tasks.map((task) => ({ ...task, step: stepText(t, task.step) }))}
            due={due.data && { overdue: due.data.overdue, soon: due.data.soon, onOpen: () => go('/') }}
            backup={investigation !== null || !backup.data ? undefined : { ...backupSign(t, backup.data), onOpen: () => go('/backup') }}
            onShortcuts={() => show('shortcuts')}
          >
            {account === null ? (
              <Text size="sm" c="dimmed" maw={120} truncate title={due.data?.actor}>
                {due.data?.actor}
              </Text>
            ) : (
              <Suspense fallback={account.name}>
                <UserMenu account={account} />
              </Suspense>
            )}
          </TopBar>
        }
        nav={
          <NavBar
            groups={navGroups}
            current={location}
            onGo={go}
            collapsed={navCollapsed}
            onCollapse={(collapsed) => changeSettings({ navCollapsed: collapsed })}
            open={navOpen}
            onToggle={(id) =>
              changeSettings({ navOpen: navOpen.includes(id) ? navOpen.filter((other) => other !== id) : [...navOpen, id] })
            }
          />
        }
      >
        <Reading />
        {investigation && (
          <Suspense fallback={null}>
            <CopyBanner {...investigation} />
          </Suspense>
        )}
        <ErrorBoundary resetKey={location} fallback={(again) => <Refused failure={{ code: 'INTERNAL', key: 'page' }} onRetry={again} />}>
          <Suspense fallback={null}>
            <Switch>
              {pages.map(({ path, Page }) => (
                <Route key={path} path={path === '/' ? '/' : `${path}/*?`}>
                  <Page />
                </Route>
              ))}
              <Route>
                <Redirect to={pages[0]?.path ?? '/'} replace />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </AppFrame>
      <Suspense fallback={null}>
        {opened.palette && <CommandPalette opened={sheet === 'palette'} onClose={close} entries={entries} search={search} />}
        {opened.shortcuts && <Shortcuts opened={sheet === 'shortcuts'} onClose={close} groups={shortcuts} />}
      </Suspense>
    </Router>
  );
}

/** Turns, after 0.3 s, while what a page shows is still being read. */
function Reading() {
  const { t } = useTranslation('component');
  const missing = useIsFetching({ predicate: ({ state }) => state.data === undefined });
  return missing === 0 ? null : <output className="reading" aria-label={t('table.loading')} />;
}
