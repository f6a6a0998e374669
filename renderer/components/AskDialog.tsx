import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../db/domain/rule';
import { Findings } from './Findings';
import { failureText, type Refusal } from './failureText';

interface AskDialogProps {
  title: string;
  text: string;
  /** Verb on the button. */
  verb: string;
  /** It ends or takes away something. */
  isGrave?: boolean;
  pending: boolean;
  /** Why it was refused the last time. */
  failure: (Refusal & { findings?: readonly Finding[] }) | undefined;
  /** There is nothing to do, or a field is not filled yet. */
  disabled?: boolean;
  /** Nothing can be done: there is no button. */
  isBarred?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** A question with a few fields; what was refused stands below them. */
export function AskDialog(props: AskDialogProps) {
  const { t } = useTranslation('component');
  const { failure } = props;
  const findings = failure?.findings ?? [];
  return (
    <Modal opened onClose={props.onClose} title={props.title}>
      <Stack gap="sm">
        <Text size="sm">{props.text}</Text>
        {props.children}
        {failure && findings.length === 0 && (
          <Text size="sm" c="var(--text-attention)" role="alert">
            {failureText(t, failure)}
          </Text>
        )}
        <Findings findings={findings} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {t('form.cancel')}
          </Button>
          {props.isBarred !== true && (
            <Button
              {...(props.isGrave === true ? { color: 'wine' } : {})}
              loading={props.pending}
              disabled={props.disabled === true}
              onClick={props.onConfirm}
            >
              {props.verb}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
