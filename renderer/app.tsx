import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { queryClient, useApi } from './api';
import { Refused } from './components/Refused';
import { forgetLists } from './components/table/list';
import { Frame } from './frame';
import { listen } from './port';
import { schemeOf, useSettings } from './settings';
import { cssVariables, theme } from './theme';

const WelcomePage = lazy(() => import('./features/welcome/WelcomePage'));

/** Providers, then either the welcome page or the frame of the open workspace. */
export function App() {
  const settings = useSettings();
  useEffect(() => listen({ state: forgetLists }), []);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={schemeOf(settings)}>
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-center" limit={4} />
        <Workspace />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Workspace() {
  const { data, error, refetch } = useApi('workspace.state', {}, { subjects: ['enterprise'] });
  if (error) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.open) return <Frame key={data.folder} enterprise={data.name} isSample={data.isSample} />;
  return (
    <Suspense fallback={null}>
      <WelcomePage />
    </Suspense>
  );
}
