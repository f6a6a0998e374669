import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { failureText, type Refusal } from './failureText';

interface RefusedProps {
  failure: Refusal;
  onRetry?: () => void;
  /** Copies the number under which the log keeps the cause. */
  onCopy?: (text: string) => void;
}

/** Stands where data would be when it could not be had. */
export function Refused({ failure, onRetry, onCopy = (text) => void navigator.clipboard.writeText(text) }: RefusedProps) {
  const { t } = useTranslation('component');
  const { detail } = failure;
  return (
    <Stack align="center" justify="center" gap="xs" p="xl" role="alert">
      <IconPlugConnectedX size={32} stroke={1.5} color="var(--text-attention)" aria-hidden />
      <Text ta="center" maw="32rem">
        {failureText(t, failure)}
      </Text>
      <Group gap="xs">
        {onRetry && <Button onClick={onRetry}>{t('refused.retry')}</Button>}
        {detail !== undefined && (
          <Button variant="default" onClick={() => onCopy(detail)}>
            {t('refused.copy')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
