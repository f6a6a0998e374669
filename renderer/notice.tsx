import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Failure } from '../electron/api/failure';
import { failureText } from './components/failureText';
import { i18next } from './i18n';

/** Says that rows have changed; the button takes the step back while the notice is shown. */
export function showChanged({
  changed,
  message,
  undo,
  verb = i18next.t('app:notice.undo'),
  id = 'changed',
}: {
  changed: number;
  message: string | undefined;
  undo: (() => void) | undefined;
  /** Words of the button. */
  verb?: string;
  /** A notice of the same id makes way: 撤销 takes back the last step, so there is one such button at a time. */
  id?: string;
}): void {
  notifications.hide(id);
  notifications.show({
    id,
    color: 'pine',
    withBorder: true,
    closeButtonProps: { 'aria-label': i18next.t('app:notice.close') },
    autoClose: 8000,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" flex={1} miw={0} style={{ overflowWrap: 'anywhere' }}>
          {message ?? i18next.t('app:notice.changed', { count: changed })}
        </Text>
        {undo && (
          <Button
            variant="default"
            size="compact-xs"
            flex="none"
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            {verb}
          </Button>
        )}
      </Group>
    ),
  });
}

/** Says what did not work and what to do now; stays until it is closed. */
export function showFailure(failure: Failure): void {
  notifications.show({
    id: `failure-${failure.key}`,
    color: 'wine',
    withBorder: true,
    closeButtonProps: { 'aria-label': i18next.t('app:notice.close') },
    autoClose: failure.code === 'INTERNAL' ? false : 12_000,
    title: i18next.t(`app:notice.${failure.code}`),
    message: failureText(i18next.t, failure),
  });
}
