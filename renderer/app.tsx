import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, useApi } from './api';
import { AllowedNames } from './components/Needs';
import { Refused } from './components/Refused';
import { Frame, type FrameProps } from './frame';
import { sessionSubjects } from './session';
import { schemeOf, useSettings } from './settings';
import { cssVariables, theme, themeWords } from './theme';

const SignInPage = lazy(() => import('./features/account/SignInPage'));
const Arrival = lazy(() => import('./features/restore/Arrival'));
const DamagePage = lazy(() => import('./features/restore/DamagePage'));
const WelcomePage = lazy(() => import('./features/welcome/WelcomePage'));

/** Providers, then the welcome page, the page of a damaged file or the frame of the open workspace. */
export function App() {
  const settings = useSettings();
  const { t } = useTranslation('app');
  const spoken = useMemo(() => mergeThemeOverrides(theme, themeWords(t('close'))), [t]);
  return (
    <MantineProvider theme={spoken} cssVariablesResolver={cssVariables} forceColorScheme={schemeOf(settings)}>
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-center" containerWidth="22.5rem" limit={4} />
        <Workspace />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The frame, or the sign-in while nobody is signed in: then nothing of the workspace is kept in the page. */
function Entry(frame: FrameProps) {
  const { data: session, isPending } = useApi('session.state', {}, { subjects: sessionSubjects });
  const isOut = session !== undefined && session.hasAccounts && session.account === null;
  useEffect(() => {
    if (isOut) queryClient.removeQueries({ predicate: ({ queryKey }) => !keptSignedOut.has(queryKey[0]) });
  }, [isOut]);
  const names = session?.allowed ?? null;
  const allowed = useMemo(() => (names === null ? null : new Set<string>(names)), [names]);
  if (isPending) return null;
  if (!isOut)
    return (
      <AllowedNames value={allowed}>
        <Frame {...frame} session={session} />
      </AllowedNames>
    );
  return (
    <Suspense fallback={null}>
      <SignInPage key={session.locked ?? ''} enterprise={frame.enterprise} locked={session.locked} />
    </Suspense>
  );
}
const keptSignedOut: ReadonlySet<unknown> = new Set(['workspace.state', 'session.state']);

function Workspace() {
  const { data, error, refetch } = useApi('workspace.state', {}, { subjects: ['enterprise'] });
  if (error) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.open) return <Entry key={data.folder} enterprise={data.name} isSample={data.isSample} investigation={data.investigation} />;
  return <Suspense fallback={null}>{data.damage ? <DamagePage damage={data.damage} /> : <WelcomePage arrival={<Arrival />} />}</Suspense>;
}
