import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../../components/failureText';
import type { Failure } from '../../api';

/** What was refused; `folder` is null for the default place. */
export interface Opening {
  act: 'open' | 'create';
  folder: string | null;
  failure: Failure;
}

interface RefusedOpeningProps {
  opening: Opening;
  onAgain: () => void;
  onOtherFolder: () => void;
  onOtherPlace: () => void;
  onOpen: (folder: string) => void;
  onDismiss: () => void;
}

/** Trying again helps against these; the others need another place first. */
const passing = new Set(['locked', 'busy', 'diskFull', 'storage', 'noPermission', 'readOnly', 'internal', 'engineRestarted']);

/** Why a workspace was not opened or created, and the ways out. */
export function RefusedOpening({
  opening: { act, folder, failure },
  onAgain,
  onOtherFolder,
  onOtherPlace,
  onOpen,
  onDismiss,
}: RefusedOpeningProps) {
  const { t } = useTranslation('welcome');
  const place = folder ?? (typeof failure.params?.['folder'] === 'string' ? failure.params['folder'] : null);
  return (
    <Alert color="wine" variant="light" icon={<IconAlertCircle size={20} />} title={t(`refused.${act}`)} role="alert">
      <Stack gap="xs">
        <Text size="sm">{failureText(t as never, failure)}</Text>
        {place !== null && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('refused.folder', { folder: place })}
          </Text>
        )}
        <Group gap="xs">
          {failure.key === 'workspaceExists' && place !== null && <Button onClick={() => onOpen(place)}>{t('refused.openThere')}</Button>}
          {passing.has(failure.key) && <Button onClick={onAgain}>{t('refused.again')}</Button>}
          {act === 'open' ? (
            <Button variant="default" onClick={onOtherFolder}>
              {t('refused.otherFolder')}
            </Button>
          ) : (
            <Button variant="default" onClick={onOtherPlace}>
              {t('refused.otherPlace')}
            </Button>
          )}
          <Button variant="subtle" color="gray" onClick={onDismiss}>
            {t('refused.dismiss')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
