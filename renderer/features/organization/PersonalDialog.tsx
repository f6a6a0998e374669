import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useCommand, useTask, type Data } from '../../api';
import { Findings } from '../../components/Findings';
import { Refused } from '../../components/Refused';
import { SimpleTable } from '../../components/SimpleTable';
import classes from './Organization.module.css';

type Dossier = Data<'person.dossier'>;

/** What is stored about a person and why, as a list and a paper; demands to keep it, and its removal once the person has left. */
export function PersonalDialog({ id, name, today, onClose }: { id: string; name: string; today: string; onClose: () => void }) {
  const { t } = useTranslation('organization');
  const { run, failure } = useTask('person.dossier', { title: t('personal.task') });
  const print = useTask('person.printDossier', { title: t('personal.printTask') });
  const [dossier, setDossier] = useState<Dossier>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isGone = false;
    void run({ id }).then((reply) => {
      if (reply.ok && !isGone) setDossier(reply.data);
    });
    return () => {
      isGone = true;
    };
  }, [run, id, turn]);
  const save = async (format: 'docx' | 'pdf') => {
    const reply = await print.run({ id, format, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('personal.saved'), reply.data.file);
  };
  const again = () => setTurn((count) => count + 1);
  return (
    <Modal opened onClose={onClose} size="56rem" title={t('personal.title', { name })}>
      {failure && <Refused failure={failure} onRetry={again} />}
      {dossier && (
        <Stack gap="sm">
          <Text size="sm">{t('personal.facts', factsOf(dossier))}</Text>
          <SimpleTable
            label={t('personal.title', { name })}
            columns={[
              { id: 'record', title: t('personal.record'), width: '9rem', render: ({ record }) => record },
              { id: 'field', title: t('personal.field'), width: '9rem', render: ({ field }) => field },
              { id: 'count', title: t('personal.count'), width: '4.5rem', align: 'end', render: ({ count }) => count },
              { id: 'why', title: t('personal.why'), render: ({ why }) => why },
            ]}
            rows={dossier.lines}
            keyOf={({ record, field }) => `${record} ${field}`}
          />
          <small className={classes.quiet}>{t('personal.note')}</small>
          <small className={classes.quiet}>{dossier.law}</small>
          <Group gap="xs">
            {(['docx', 'pdf'] as const).map((format) => (
              <Button key={format} variant="default" size="compact-sm" loading={print.running} onClick={() => void save(format)}>
                {t(`personal.${format}`)}
              </Button>
            ))}
          </Group>
          <Holds holds={dossier.found.holds} personId={id} today={today} onChanged={again} />
          {dossier.found.person.leftOn !== null && <Erase dossier={dossier} onDone={onClose} />}
        </Stack>
      )}
    </Modal>
  );
}

const factsOf = ({ found: { assignments, owned, entries, disclosures } }: Dossier) => ({ assignments, owned, entries, disclosures });

interface HoldsProps {
  holds: Dossier['found']['holds'];
  personId: string;
  today: string;
  onChanged: () => void;
}

function Holds({ holds, personId, today, onChanged }: HoldsProps) {
  const { t } = useTranslation('organization');
  const [title, setTitle] = useState('');
  const [reason, setReason] = useState('');
  const create = useCommand('legalHold.create');
  const end = useCommand('legalHold.end');
  const add = async () => {
    const reply = await create.run({ title, reason, personId, from: today });
    if (!reply.ok) return;
    setTitle('');
    setReason('');
    onChanged();
  };
  return (
    <section>
      <Text component="h3" fw={600} size="sm" my="xs">
        {t('personal.hold')}
      </Text>
      {holds.map((hold) => (
        <Group key={hold.id} justify="space-between" wrap="nowrap" gap="sm" mb="xs">
          <Text size="sm">
            <b>{hold.title}</b> {t('personal.holdSince', { date: hold.validFrom, reason: hold.reason })}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            flex="none"
            onClick={() => void end.run({ id: hold.id, revision: hold.revision, on: today }).then((reply) => reply.ok && onChanged())}
          >
            {t('personal.holdEnd')}
          </Button>
        </Group>
      ))}
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          size="xs"
          w="14rem"
          label={t('personal.holdTitle')}
          maxLength={100}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          flex={1}
          label={t('personal.holdReason')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          loading={create.pending}
          disabled={title.trim() === '' || reason.trim() === ''}
          onClick={() => void add()}
        >
          {t('personal.holdAdd')}
        </Button>
      </Group>
    </section>
  );
}

function Erase({ dossier: { found, keepUntil }, onDone }: { dossier: Dossier; onDone: () => void }) {
  const { t } = useTranslation('organization');
  const [basis, setBasis] = useState('');
  const [typed, setTyped] = useState('');
  const erase = useCommand('person.erase', { done: t('personal.done') });
  const { id, revision, name } = found.person;
  const run = async () => {
    const reply = await erase.run({ id, revision, basis, name: typed });
    if (reply.ok) onDone();
  };
  return (
    <section>
      <Text component="h3" fw={600} size="sm" my="xs">
        {t('personal.erase')}
      </Text>
      <Alert color="wine" variant="light" p="sm">
        <Text size="sm">{t('personal.eraseText')}</Text>
        <Text size="sm">{t('personal.backups')}</Text>
        {keepUntil !== null && <Text size="sm">{t('personal.keepUntil', { date: keepUntil })}</Text>}
      </Alert>
      <Textarea
        mt="xs"
        size="xs"
        autosize
        minRows={1}
        maxLength={500}
        label={t('personal.basis')}
        value={basis}
        onChange={(event) => setBasis(event.currentTarget.value)}
      />
      <Group gap="xs" align="flex-end" mt="xs">
        <TextInput
          size="xs"
          w="14rem"
          label={t('personal.confirm')}
          placeholder={name}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button size="xs" color="wine" loading={erase.pending} disabled={basis.trim() === '' || typed !== name} onClick={() => void run()}>
          {t('personal.erase')}
        </Button>
      </Group>
      <Findings findings={erase.findings} />
    </section>
  );
}
