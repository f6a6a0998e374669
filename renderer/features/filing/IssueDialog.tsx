import { Button, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../../components/failureText';
import { useManyCommand } from '../../manyCommand';
import { showChanged } from '../../notice';
import { gapWords, isAdvice } from './Gaps';
import { MaskLine } from './MaskLine';
import type { Draft, Gap, Issued, Request } from './papers';

interface IssueDialogProps {
  opened: boolean;
  title: string;
  request: Request;
  gaps: readonly Gap[];
  /** What is left out for the one that it goes to. */
  mask: Draft['mask'] | undefined;
  /** Size of the register, for papers that speak of it. */
  risks?: number;
  /** The paper that this one replaces. */
  earlier: Issued | null;
  /** One of the same round that still stands, to be told about. */
  sameBefore: Issued | null;
  onClose: () => void;
  onIssued: (id: string) => void;
}

/** Asks once more before a paper is numbered and frozen; what is still missing needs a reason. */
export function IssueDialog({ opened, ...rest }: IssueDialogProps) {
  const { t } = useTranslation('filing');
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      title={t(rest.earlier ? 'replace.title' : 'issue.title', { title: rest.title, number: rest.earlier?.number })}
      size="lg"
    >
      {opened && <Questions {...rest} />}
    </Modal>
  );
}

function Questions({ title, request, gaps, mask, risks = 0, earlier, sameBefore, onClose, onIssued }: Omit<IssueDialogProps, 'opened'>) {
  const { t } = useTranslation('filing');
  const issue = useManyCommand('filing.issue', risks, false, t('issue.title', { title }));
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const lacking = gaps.filter((gap) => !isAdvice(gap));
  const needsReason = lacking.length > 0;
  const confirm = async () => {
    setAsked(true);
    if (needsReason && reason.trim() === '') return;
    const reply = await issue.run({ request, gapReason: needsReason ? reason.trim() : '', replacesId: earlier?.id ?? null });
    if (!reply.ok) return;
    showChanged({ changed: 0, message: t('issue.done', { number: reply.data.value.number }), undo: undefined });
    onIssued(reply.data.value.id);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('issue.text', { day: request.compiledOn ?? '' })}</Text>
        {mask && <MaskLine mask={mask} onLook={onClose} />}
        {earlier === null && sameBefore && (
          <Text size="sm" c="var(--text-notice)">
            {t('issue.sameBefore', { number: sameBefore.number })}
          </Text>
        )}
        {needsReason && (
          <>
            <div>
              <Text size="sm" fw={600}>
                {t('issue.gaps', { count: lacking.length })}
              </Text>
              <List size="sm">
                {lacking.map((gap) => (
                  <List.Item key={`${gap.key} ${JSON.stringify(gap.params)}`}>{gapWords(t, gap)}</List.Item>
                ))}
              </List>
            </div>
            <Textarea
              label={t('issue.reason')}
              description={t('issue.reasonText')}
              placeholder={t('issue.reasonExample')}
              withAsterisk
              autosize
              minRows={2}
              maxRows={6}
              maxLength={1000}
              data-autofocus
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={asked && reason.trim() === '' ? t('issue.reasonMissing') : undefined}
            />
          </>
        )}
        {issue.failure && (
          <Text size="sm" c="var(--text-attention)" role="alert">
            {issue.failure.findings?.some(({ rule }) => rule === 'gap') ? t('issue.gapsChanged') : failureText(t, issue.failure)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={issue.pending}>
            {t(needsReason ? 'issue.withGaps' : 'issue.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
