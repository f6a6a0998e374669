import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, type Data } from '../../api';
import { Picker } from '../../components/Picker';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { useManyCommand } from '../../manyCommand';
import { ownerIds, useOwnerOptions } from './choices';

type Unmatched = Data<'owner.unmatched'>['names'][number];
interface Choice {
  value: string | null;
  label: string;
}

const most = 200;
const noNames: readonly Unmatched[] = [];

/** Whom the words mean that stand in the register as owners: one line a name, all of them matched in one step. */
export function OwnerDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('risk');
  const { data } = useApi('owner.unmatched', { limit: most }, { subjects: ['risk', 'riskOwner', 'person', 'post'] });
  const find = useOwnerOptions(t('owner.post'));
  const [chosen, setChosen] = useState<ReadonlyMap<string, Choice>>(new Map());
  const names = data?.names ?? noNames;
  const choiceOf = ({ text, proposal }: Unmatched): Choice => chosen.get(text) ?? proposal ?? { value: null, label: '' };
  const matches = names.flatMap((name) => {
    const { ownerId, ownerPostId } = ownerIds(choiceOf(name).value);
    const owner = ownerId !== null ? { ownerId } : ownerPostId !== null ? { ownerPostId } : null;
    return owner === null ? [] : [{ text: name.text, owner }];
  });
  const risks = useMemo(() => names.reduce((sum, name) => sum + name.risks, 0), [names]);
  const match = useManyCommand('owner.match', risks, t('owner.matched', { count: matches.length }), t('bulk.running', { count: risks }));
  const columns: SimpleColumn<Unmatched>[] = [
    { id: 'text', title: t('owner.written'), width: '32%', render: ({ text }) => text },
    { id: 'risks', title: t('owner.risks'), width: '4.5rem', align: 'end', render: (row) => row.risks },
    {
      id: 'owner',
      title: t('owner.means'),
      render: (row) => {
        const { value, label } = choiceOf(row);
        return (
          <Picker
            size="xs"
            aria-label={t('owner.meansOf', { name: row.text })}
            placeholder={t('owner.stays')}
            options={find}
            value={value}
            text={label}
            onPick={(picked, option) =>
              setChosen((known) => new Map([...known, [row.text, { value: picked, label: option?.label ?? '' }]]))
            }
          />
        );
      },
    },
  ];
  return (
    <Modal opened onClose={onClose} title={t('owner.title')} size="lg">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('owner.text')}
          {data && data.total > most && t('owner.first', { count: most, total: data.total })}
        </Text>
        {data && (
          <SimpleTable
            label={t('owner.title')}
            columns={columns}
            rows={names}
            keyOf={({ text }) => text}
            empty={<Text size="sm">{t('owner.none')}</Text>}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            loading={match.pending}
            disabled={matches.length === 0}
            onClick={() =>
              void match.run({ matches }).then((reply) => {
                if (reply.ok) onClose();
              })
            }
          >
            {t('owner.match', { count: matches.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
