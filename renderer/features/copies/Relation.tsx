import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../api';
import { failureText } from '../../components/failureText';
import { showChanged, showFailure } from '../../notice';
import classes from './Copies.module.css';
import { Standings } from './Standings';
import { drop, useComparing } from './useComparing';
import { useCopyWords, type Comparison } from './words';

/** Where nothing is merged record by record: how the two copies relate, and what can be done. */
export function Relation({ comparison, onChanged }: { comparison: Comparison; onChanged: () => void }) {
  const { t } = useCopyWords();
  const { relation, theirs, mine, place, kind, isStale } = comparison;
  const [isReplacing, setReplacing] = useState(false);
  const { compare, running, failure, parts } = useComparing(onChanged);
  const leave = () => void drop().then(onChanged);
  const openThere = async () => {
    const reply = await call('workspace.open', { folder: place });
    if (!reply.ok) showFailure(reply.error);
  };
  return (
    <div className={classes.page}>
      <section className={classes.card} aria-label={t('heading.label')}>
        <h2>{t(`heading.${relation}`)}</h2>
        <p>{t(`relation.${relation}`, { name: theirs.name, count: theirs.since, mine: mine.since, theirs: theirs.since })}</p>
        {relation === 'ahead' && <p className={classes.quiet}>{t('told.aheadText')}</p>}
        {relation === 'foreign' && <p className={classes.quiet}>{t('told.foreignText')}</p>}
        {isStale && <p className={classes.bad}>{t('apply.stale')}</p>}
        {failure && (
          <p className={classes.bad} role="alert">
            {failureText(t, failure)}
          </p>
        )}
        <Group gap="xs">
          {relation === 'ahead' && !isStale && <Button onClick={() => setReplacing(true)}>{t('replace.verb')}</Button>}
          {relation === 'foreign' && kind === 'workspace' && (
            <Button variant="default" onClick={() => void openThere()}>
              {t('told.open')}
            </Button>
          )}
          {isStale && (
            <Button disabled={running} onClick={() => void compare({ place })}>
              {t('apply.again')}
            </Button>
          )}
          <Button variant="default" onClick={leave}>
            {t('told.other')}
          </Button>
        </Group>
      </section>
      <Standings comparison={comparison} />
      {isReplacing && <Replace id={comparison.id} onClose={() => setReplacing(false)} onDone={onChanged} />}
      {parts}
    </div>
  );
}

/** This workspace becomes the other copy; what stands now is kept aside and comes back by one button. */
function Replace({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) {
  const { t } = useCopyWords();
  const [reason, setReason] = useState('');
  const [pending, setPending] = useState(false);
  const back = async (aside: string) => {
    const reply = await call('restore.run', { source: { kind: 'aside', id: aside }, reason: '' });
    if (reply.ok) showChanged({ id: 'restored', changed: 0, message: t('replace.undone'), undo: undefined });
    else showFailure(reply.error);
  };
  const run = async () => {
    setPending(true);
    const reply = await call('copies.replace', { id, reason: reason.trim() });
    setPending(false);
    if (!reply.ok) return showFailure(reply.error);
    const { aside, lacking } = reply.data;
    showChanged({
      id: 'restored',
      changed: 0,
      message: lacking > 0 ? t('replace.lacking', { count: lacking }) : t('replace.done'),
      verb: t('replace.back'),
      undo: () => void back(aside),
    });
    onClose();
    onDone();
  };
  return (
    <Modal opened onClose={onClose} title={t('replace.title')} closeOnClickOutside={!pending} closeOnEscape={!pending}>
      <Stack gap="sm">
        <Text size="sm">{t('replace.text')}</Text>
        <TextInput
          label={t('replace.reason')}
          description={t('replace.reasonNote')}
          value={reason}
          maxLength={400}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={pending} data-autofocus>
            {t('replace.cancel')}
          </Button>
          <Button onClick={() => void run()} loading={pending}>
            {t('replace.run')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
