import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, useApi } from './api';
import { Refused } from './components/Refused';
import { Frame } from './frame';
import { schemeOf, useSettings } from './settings';
import { cssVariables, theme, themeWords } from './theme';

const WelcomePage = lazy(() => import('./features/welcome/WelcomePage'));

/** Providers, then either the welcome page or the frame of the open workspace. */
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
