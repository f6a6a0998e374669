import { Button, Group, Overlay, Paper, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface ProgressOverlayProps {
  running: boolean;
  title: string;
  /** 0 to 1, undefined while the length is unknown. */
  done?: number | undefined;
  /** What is happening now, in the user's language. */
  step?: string;
  onCancel?: () => void;
}

/** Covers its (positioned) parent while something takes longer than 0.3 s; cancel appears after 1 s. */
export function ProgressOverlay({ running, ...progress }: ProgressOverlayProps) {
  return running ? <Running {...progress} /> : null;
}

function Running({ title, done, step, onCancel }: Omit<ProgressOverlayProps, 'running'>) {
  const { t } = useTranslation('component');
  const [stage, setStage] = useState<'hidden' | 'busy' | 'long'>('hidden');
  useEffect(() => {
    const timers = [setTimeout(() => setStage('busy'), 300), setTimeout(() => setStage('long'), 1000)];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (stage === 'hidden') return null;
  return (
    <Overlay backgroundOpacity={0.25} zIndex={50} center>
      <Paper p="lg" radius="md" shadow="md" w="22rem" component="output">
        <Stack gap="xs">
          <Text fw={600}>{title}</Text>
          <Progress value={done === undefined ? 100 : done * 100} animated={done === undefined} aria-label={title} />
          <Group justify="space-between" mih="1.875rem">
            <Text size="sm" c="dimmed">
              {step}
              {done !== undefined && ` ${Math.round(done * 100)}%`}
            </Text>
            {onCancel && stage === 'long' && (
              <Button variant="default" onClick={onCancel}>
                {t('progress.cancel')}
              </Button>
            )}
          </Group>
        </Stack>
      </Paper>
    </Overlay>
  );
}
