import { Anchor, Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useApi, useTask, type Data } from '../../api';
import { Needs } from '../../components/Needs';
import { PrintMenu } from '../../components/PrintMenu';
import { Refused } from '../../components/Refused';
import { SimpleTable } from '../../components/SimpleTable';
import { go } from '../../place';
import classes from './Performance.module.css';
import { RecordDialog } from './RecordDialog';

/** Pages on which the records stand. */
const pages = {
  leaderInspection: 'performance',
  inspectionFinding: 'performance',
  committeeMeeting: 'committee',
  resolution: 'committee',
  responsibility: 'responsibility',
  filing: 'filing',
  round: 'round',
} as const;

type Deed = Data<'performance.get'>['deeds'][number];

/** 履职档案 of one leader for a year: numbers by month, every deed with where it stands, and what the duties ask for. */
export function Dossier({ personId, year, today }: { personId: string; year: number; today: string }) {
  const { t } = useTranslation(['performance', 'term']);
  const [editing, setEditing] = useState<string | null>(null);
  const found = useApi('performance.get', { personId, year }, { keep: true });
  const print = useTask('performance.print', { title: t('dossier.task') });
  if (found.isError) return <Refused failure={found.error.failure} onRetry={() => void found.refetch()} />;
  if (!found.data) return null;
  const { name, post, deeds, counts, duties } = found.data;
  const save = async (format: 'docx' | 'pdf') => {
    const reply = await print.run({ personId, year, format, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('dossier.saved', { file: reply.data.file }), reply.data.file);
  };
  const show = ({ subject, subjectId, id }: Deed) =>
    subject === 'performanceRecord' ? setEditing(id) : go(`/${pages[subject]}/${subjectId}`);
  return (
    <>
      <Group justify="space-between" pt="xs">
        <Group gap="xs">
          <Anchor component="button" type="button" size="sm" onClick={() => go('/performance/dossier')}>
            {t('dossier.back')}
          </Anchor>
          <strong>{name}</strong>
          <span className={classes.quiet}>{post}</span>
        </Group>
        <Group gap="xs">
          <Needs needs="performance.create">
            <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEditing('new')}>
              {t('dossier.add')}
            </Button>
          </Needs>
          <PrintMenu
            label={t('dossier.print')}
            loading={print.running}
            formats={[
              { format: 'docx', title: t('dossier.docx') },
              { format: 'pdf', title: t('dossier.pdf') },
            ]}
            onPrint={(format) => void save(format)}
          />
        </Group>
      </Group>
      <h2>{t('dossier.counts')}</h2>
      <SimpleTable
        label={t('dossier.counts')}
        rows={counts}
        keyOf={({ kind }) => kind}
        empty={<p className={classes.quiet}>{t('dossier.noDeeds')}</p>}
        columns={[
          { id: 'kind', title: t('dossier.kind'), render: ({ kind }) => t(`term:performanceKind.${kind}`) },
          ...Array.from({ length: 12 }, (_, at) => ({
            id: String(at),
            title: t('month', { month: at + 1 }),
            width: '3.5rem',
            align: 'end' as const,
            render: ({ months }: (typeof counts)[number]) => months[at] || '',
          })),
          { id: 'total', title: t('leader.total'), width: '4rem', align: 'end', render: ({ total }) => total },
        ]}
      />
      <h2>{t('dossier.deeds')}</h2>
      <Deeds deeds={deeds} onOpen={show} />
      <h2>{t('dossier.duties')}</h2>
      <SimpleTable
        label={t('dossier.duties')}
        rows={duties}
        keyOf={({ id }) => id}
        empty={<p className={classes.quiet}>{t('dossier.noDuties')}</p>}
        columns={[
          { id: 'duty', title: t('dossier.duty'), render: ({ text }) => text },
          { id: 'frequency', title: t('dossier.frequency'), width: '9rem', render: ({ frequency }) => frequency },
          { id: 'evidence', title: t('dossier.evidence'), width: '16rem', render: ({ evidence }) => evidence },
        ]}
      />
      {editing !== null && (
        <RecordDialog
          key={editing}
          id={editing === 'new' ? null : editing}
          personId={personId}
          today={today}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function Deeds({ deeds, onOpen }: { deeds: readonly Deed[]; onOpen: (deed: Deed) => void }) {
  const { t } = useTranslation(['performance', 'term']);
  return (
    <SimpleTable
      label={t('dossier.deeds')}
      rows={deeds.toReversed()}
      keyOf={({ subject, id }) => `${subject} ${id}`}
      onOpen={onOpen}
      empty={<p className={classes.quiet}>{t('dossier.noDeeds')}</p>}
      columns={[
        { id: 'on', title: t('dossier.on'), width: '7rem', render: ({ on }) => on },
        { id: 'kind', title: t('dossier.kind'), width: '6rem', render: ({ kind }) => t(`term:performanceKind.${kind}`) },
        { id: 'what', title: t('dossier.what'), render: ({ title }) => title },
        {
          id: 'where',
          title: t('dossier.where'),
          width: '16rem',
          render: ({ place, result }) => [place, result].filter((word) => word !== '').join(' · '),
        },
        { id: 'files', title: t('dossier.files'), width: '4rem', align: 'end', render: ({ files }) => files || '' },
      ]}
    />
  );
}
