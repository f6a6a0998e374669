import { Alert, Anchor, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nextStates, type FilingState } from '../../../db/domain/filing/filing';
import { showSaved, useApi, useCommand, useTask, type Data } from '../../api';
import { useAttachments } from '../../attachments';
import { Attachments } from '../../components/Attachments';
import { Needs } from '../../components/Needs';
import { Refused } from '../../components/Refused';
import { go } from '../../place';
import { AdvanceDialog } from './AdvanceDialog';
import { Contradictions } from './Contradictions';
import classes from './Package.module.css';
import { StateBadge } from './StateBadge';

type Submission = Data<'submission.get'>;
type Material = Submission['materials'][number];
interface SubmissionDetailProps {
  id: string;
  onTitle: (title: string) => void;
  onRemoved: () => void;
}

/** One hand-over: to whom, what was inside, what happened to it, the very files once more. */
export function SubmissionDetail({ id, onTitle, onRemoved }: SubmissionDetailProps) {
  const { t } = useTranslation('filing');
  const { data, error, refetch } = useApi('submission.get', { id });
  const exporting = useTask('submission.export', { title: t('submission.exporting') });
  const remove = useCommand('submission.remove', { done: t('submission.removed') });
  const [entering, setEntering] = useState(false);
  const no = data?.no ?? '';
  useEffect(() => onTitle(no), [no, onTitle]);
  if (error) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (!data) return null;
  const states = (['sent', 'received', 'returned'] as const satisfies readonly FilingState[]).filter(
    (state) => takers(data, state).length > 0,
  );
  const save = async () => {
    const reply = await exporting.run({ id, file: '' });
    if (reply.ok && reply.data.files[0] !== undefined)
      showSaved(t('saved', { file: reply.data.files.join(t('comma')) }), reply.data.files[0]);
  };
  const removeIt = async () => {
    const reply = await remove.run({ id, revision: data.revision });
    if (reply.ok) onRemoved();
  };
  return (
    <Stack gap="md" p="md">
      <Outdated submission={data} onAnew={() => go(`/filing/package/again-${id}`)} />
      <Facts submission={data} />
      <Group gap={6}>
        {states.length > 0 && (
          <Needs needs="submission.send">
            <Button size="compact-sm" onClick={() => setEntering(true)}>
              {t('advance.button')}
            </Button>
          </Needs>
        )}
        <Button size="compact-sm" variant="default" loading={exporting.running} onClick={() => void save()}>
          {t('submission.export')}
        </Button>
        {data.sentOn === null && data.receivedOn === null && data.returnedOn === null && (
          <Needs needs="submission.remove">
            <Button size="compact-sm" variant="subtle" color="wine" loading={remove.pending} onClick={() => void removeIt()}>
              {t('submission.remove')}
            </Button>
          </Needs>
        )}
      </Group>
      <Materials materials={data.materials} />
      <section aria-label={t('submission.volumes')}>
        <Text size="sm" fw={600}>
          {t('submission.volumes')}
        </Text>
        {data.volumes.map(({ name, size, sha256 }) => (
          <Text key={sha256} size="xs" className={classes.path}>
            {name} · {t('files.size', { size: Math.max(1, Math.round(size / 1024)) })}
            <Text size="xs" c="dimmed" component="span" display="block">
              SHA-256 {sha256}
            </Text>
          </Text>
        ))}
      </section>
      <Receipt id={id} />
      <AdvanceDialog
        opened={entering}
        filings={[{ id: data.letterId, number: data.no, addressee: data.recipient }]}
        states={states}
        submission={data}
        onClose={() => setEntering(false)}
      />
    </Stack>
  );
}

/** Papers of a hand-over that can take a state now. */
const takers = ({ materials }: Submission, state: FilingState): Material[] =>
  materials.filter((material) => material.state !== null && nextStates(material.state).includes(state));

/** What does not stand any more, and what has to go out anew with it. */
function Outdated({ submission: { materials, contradicted }, onAnew }: { submission: Submission; onAnew: () => void }) {
  const { t } = useTranslation(['filing', 'term']);
  const old = materials.filter(({ outdated }) => outdated);
  if (old.length === 0) return null;
  return (
    <Alert variant="light" color="wine" title={t('submission.anewTitle')}>
      {old.map(({ id, filingId, code, number, state, replacedBy }) => (
        <Text key={id} size="sm">
          {replacedBy
            ? t('submission.replaced', { number, by: replacedBy.number })
            : t('submission.dead', { number, state: t(`term:filingState.${state!}`) })}{' '}
          {state === 'returned' && code !== 'F40' && code !== 'F41' && (
            <Anchor size="sm" href={`#/filing/${code}/issued-${filingId}`}>
              {t('submission.reissue')}
            </Anchor>
          )}
        </Text>
      ))}
      <Text size="sm" mt={4}>
        {t(contradicted.length === 0 ? 'submission.anew' : 'submission.anewSiblings')}
      </Text>
      <Contradictions found={contradicted} />
      <Needs needs="filing.issue">
        <Button size="compact-sm" mt="xs" variant="default" onClick={onAnew}>
          {t('submission.again')}
        </Button>
      </Needs>
    </Alert>
  );
}

function Facts({ submission }: { submission: Submission }) {
  const { t } = useTranslation('filing');
  const { recipient, subject, letter, period, packedOn, sentOn, way, receivedOn, returnedOn, previous, receipt, profile } = submission;
  const facts: { label: string; value: ReactNode }[] = [
    { label: t('submission.recipient'), value: recipient },
    { label: t('submission.subject'), value: `${subject}（${letter}）` },
    { label: t('letter.period'), value: period },
    { label: t('submission.packedOn'), value: packedOn },
    { label: t('submission.sentOn'), value: [sentOn ?? t('submission.notSent'), way].filter((part) => part !== '').join(' · ') },
    { label: t('submission.receivedOn'), value: receivedOn },
    { label: t('submission.returnedOn'), value: returnedOn },
    { label: t('submission.profile'), value: profile.name },
    { label: t('submission.receipt'), value: receipt && <Anchor href={`#/filing/F41/issued-${receipt.id}`}>{receipt.number}</Anchor> },
    {
      label: t('submission.previous'),
      value: previous && (
        <Anchor href={`#/submission/${previous.id}`}>
          {previous.no} {previous.packedOn}
        </Anchor>
      ),
    },
  ];
  return (
    <dl className={classes.facts}>
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Materials({ materials }: { materials: readonly Material[] }) {
  const { t } = useTranslation('filing');
  return (
    <Table aria-label={t('submission.materials')} fz="sm" withTableBorder>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('submission.materials')}</Table.Th>
          <Table.Th>{t('submission.copies')}</Table.Th>
          <Table.Th>{t('submission.pages')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {materials.map(({ id, title, number, code, filingId, copies, pages, files, state }) => (
          <Table.Tr key={id}>
            <Table.Td>
              {filingId === null ? (
                title
              ) : (
                <Anchor size="sm" href={code === 'F40' ? '#/filing/package' : `#/filing/${code}/issued-${filingId}`}>
                  {number} {title}
                </Anchor>
              )}{' '}
              {state !== null && <StateBadge state={state} />}
              {files.map(({ name, sha256 }) => (
                <Text key={name} size="xs" c="dimmed" title={`SHA-256 ${sha256}`} className={classes.path}>
                  {name}
                </Text>
              ))}
            </Table.Td>
            <Table.Td>{copies}</Table.Td>
            <Table.Td>{pages}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Receipt({ id }: { id: string }) {
  const { t } = useTranslation('term');
  const attachments = useAttachments({ subject: 'submission', subjectId: id, use: 'receipt' });
  return <Attachments label={t('attachmentUse.receipt')} {...attachments} />;
}
