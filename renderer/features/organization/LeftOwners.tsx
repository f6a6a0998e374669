import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useCommand, type Data } from '../../api';
import { Findings } from '../../components/Findings';
import { Needs } from '../../components/Needs';
import { Picker } from '../../components/Picker';
import { personOptions } from '../../people';
import classes from './Organization.module.css';

type LeftOwner = Data<'person.leftOwners'>[number];

/** People who left while something was open in their names, as by an import; nothing where there are none. */
export function LeftOwners() {
  const { t } = useTranslation('organization');
  const [opened, setOpened] = useState(false);
  const { data = [] } = useApi(
    'person.leftOwners',
    {},
    { keep: true, subjects: ['person', 'risk', 'riskOwner', 'inspectionFinding', 'resolution'] },
  );
  if (data.length === 0) return null;
  const items = data.reduce((sum, owner) => sum + owner.items, 0);
  return (
    <Alert className={classes.gaps} variant="light" color="pine" icon={<IconInfoCircle size={16} aria-hidden />}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm">{t('person.leftOwners', { people: data.length, items })}</Text>
        <Needs needs="person.handOver">
          <Button size="compact-xs" variant="default" onClick={() => setOpened(true)}>
            {t('person.leftOwnersShow')}
          </Button>
        </Needs>
      </Group>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('person.leftOwnersTitle')} size="lg">
        <Stack gap="sm">
          {data.map((owner) => (
            <GiveItems key={owner.id} owner={owner} />
          ))}
        </Stack>
      </Modal>
    </Alert>
  );
}

function GiveItems({ owner }: { owner: LeftOwner }) {
  const { t } = useTranslation('organization');
  const give = useCommand('person.handOver', { done: t('person.given') });
  const [successor, setSuccessor] = useState<{ id: string; name: string } | null>(null);
  return (
    <div>
      <Text size="sm">{t('person.leftOwner', { name: owner.name, date: owner.leftOn, count: owner.items })}</Text>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <Picker
          label={t('person.successor')}
          options={personOptions}
          value={successor?.id ?? null}
          text={successor?.name ?? ''}
          onPick={(id, option) => setSuccessor(id === null || option === null ? null : { id, name: option.label })}
        />
        <Button
          loading={give.pending}
          disabled={successor === null}
          onClick={() => successor !== null && void give.run({ personId: owner.id, successorId: successor.id })}
        >
          {t('person.give')}
        </Button>
      </Group>
      {give.findings.length > 0 && <Findings findings={give.findings} />}
    </div>
  );
}
