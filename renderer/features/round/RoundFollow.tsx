import { Anchor, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconFilePencil, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from 'wouter/use-hash-location';
import { particularWords } from '../../../db/domain/round/correction';
import { useApi, type Data } from '../../api';
import { Needs } from '../../components/Needs';
import { useFigureName } from '../../components/figureName';
import { EmptyState } from '../../components/EmptyState';
import { Findings } from '../../components/Findings';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { useManyCommand } from '../../manyCommand';
import { CorrectionForm } from './CorrectionForm';
import classes from './Round.module.css';
import type { Round, RoundData } from './round';

/** 更正 and 换版 of a closed round: what was corrected and why, the papers that ask for another version, the rounds before and after it. */
export function RoundFollow({ data, onOpen }: { data: RoundData; onOpen: (id: string) => void }) {
  const { t } = useTranslation(['roundTime', 'round', 'term']);
  const { round } = data;
  const { data: following } = useApi('round.following', { id: round.id }, { subjects: ['round', 'roundCorrection', 'filing'] });
  const [asked, setAsked] = useState<'correction' | 'reissue' | null>(null);
  if (asked === 'correction') return <CorrectionForm data={data} onDone={() => setAsked(null)} />;
  const canFollow = round.replacedBy === null && round.reissue === null;
  return (
    <div className={classes.scroll}>
      <Stack gap="md">
        {canFollow && (
          <Group gap="xs">
            <Needs needs="round.correct">
              <Button leftSection={<IconFilePencil size={15} aria-hidden />} onClick={() => setAsked('correction')}>
                {t('follow.correct')}
              </Button>
            </Needs>
            <Needs needs="round.follow">
              <Button variant="default" leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => setAsked('reissue')}>
                {t('follow.reissue')}
              </Button>
            </Needs>
          </Group>
        )}
        {round.corrections.length === 0 ? (
          <EmptyState title={t('follow.none')} text={t('follow.noneText')} />
        ) : (
          <Corrections round={round} />
        )}
        {following && following.papers.length > 0 && <Outdated papers={following.papers} />}
      </Stack>
      <Modal opened={asked === 'reissue'} onClose={() => setAsked(null)} title={t('follow.reissueTitle', { name: round.name })} size="lg">
        <Reissue round={round} onClose={() => setAsked(null)} onOpen={onOpen} />
      </Modal>
    </div>
  );
}

/** What was corrected, the latest last; the plan and the conclusion show what stands now. */
function Corrections({ round: { corrections } }: { round: Round }) {
  const { t } = useTranslation(['roundTime', 'term']);
  const figureName = useFigureName();
  type Correction = Round['corrections'][number];
  const words = ({ field }: Correction, kept: string) => particularWords(field, kept, figureName) || t('follow.empty');
  const columns: SimpleColumn<Correction>[] = [
    { id: 'field', title: t('follow.field'), width: '8rem', render: ({ field }) => t(`term:roundParticular.${field}`) },
    { id: 'before', title: t('follow.before'), render: (row) => <span className={classes.written}>{words(row, row.before)}</span> },
    { id: 'after', title: t('follow.after'), render: (row) => <span className={classes.written}>{words(row, row.after)}</span> },
    { id: 'reason', title: t('follow.why'), width: '14rem', render: ({ reason }) => reason },
    { id: 'by', title: t('follow.by'), width: '6rem', render: ({ correctedBy }) => correctedBy },
    { id: 'on', title: t('follow.on'), width: '7rem', render: ({ correctedOn }) => correctedOn },
  ];
  return (
    <section>
      <Text component="h2" fw={600} size="sm" m={0} mb="xs">
        {t('follow.corrections')}
      </Text>
      <SimpleTable label={t('follow.corrections')} columns={columns} rows={corrections} keyOf={({ id }) => id} />
    </section>
  );
}

/** Papers that say what the round no longer says, each a step away from its next version. */
function Outdated({ papers }: { papers: Data<'round.following'>['papers'] }) {
  const { t } = useTranslation(['roundTime', 'term']);
  return (
    <section>
      <Text component="h2" fw={600} size="sm" m={0} mb="xs">
        {t('follow.papers')}
      </Text>
      <Text size="sm" c="dimmed" mb="xs">
        {t('follow.papersText')}
      </Text>
      <Stack gap={4}>
        {papers.map(({ id, number, code, title, state }) => (
          <Group key={id} gap="xs">
            <Anchor component="button" type="button" size="sm" onClick={() => navigate(`/filing/${code}/issued-${id}`)}>
              {number} {title}
            </Anchor>
            <Text size="sm" c="dimmed">
              {t(`term:filingState.${state}`)}
            </Text>
          </Group>
        ))}
      </Stack>
    </section>
  );
}

/** Asks why before a round of the same period is opened from what this one froze. */
function Reissue({ round, onClose, onOpen }: { round: Round; onClose: () => void; onOpen: (id: string) => void }) {
  const { t } = useTranslation(['roundTime', 'round']);
  const follow = useManyCommand('round.follow', round.risks, t('follow.opened'), t('follow.reissueTitle', { name: round.name }));
  const [reason, setReason] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void follow.run({ id: round.id, reason: reason.trim() }).then((reply) => {
          if (reply.ok && follow.isHere()) onOpen(reply.data.value.id);
        });
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('follow.reissueText')}</Text>
        <Textarea
          label={t('follow.reissueReason')}
          placeholder={t('follow.reissueExample')}
          withAsterisk
          data-autofocus
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Findings findings={follow.findings} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('round:cancel')}
          </Button>
          <Button type="submit" loading={follow.pending} disabled={reason.trim() === ''}>
            {t('follow.reissueVerb')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
