import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useCommand, type Data } from '../../api';
import { failureText } from '../../components/failureText';
import { Findings } from '../../components/Findings';
import { SimpleTable } from '../../components/SimpleTable';
import { listSubjects } from './list';
import classes from './Responsibility.module.css';

type Proposal = Data<'responsibility.proposals'>['rows'][number];

/** 给没有清单的岗位全部套用: which post of the library each gets is seen and corrected before. */
export function AdoptDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['responsibility', 'term']);
  const { data } = useApi('responsibility.proposals', {}, { subjects: listSubjects });
  /** What was chosen otherwise than proposed; empty leaves the post out. */
  const [chosen, choose] = useState<Record<string, string>>({});
  const rows = data?.rows ?? [];
  const postOf = ({ id, libraryPost }: Proposal): string => chosen[id] ?? libraryPost ?? '';
  const items = rows.flatMap((row) => (postOf(row) === '' ? [] : [{ owner: row.owner, libraryPost: postOf(row) }]));
  const adopt = useCommand('responsibility.adopt', { done: t('adopt.done', { count: items.length }), quiet: true });
  const options = [
    { value: '', label: t('adopt.leave') },
    ...(data?.posts ?? []).map(({ id, title, group }) => ({ value: id, label: `${title}（${group}）` })),
  ];
  const confirm = async () => {
    const reply = await adopt.run({ items });
    if (reply.ok) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('adopt.title')} size="56rem">
      <Stack gap="sm">
        {data && <Text size="sm">{t('adopt.text', { count: rows.length, found: items.length })}</Text>}
        <div className={classes.proposals}>
          <SimpleTable
            label={t('adopt.title')}
            rows={rows}
            keyOf={({ id }) => id}
            empty={data && <Text size="sm">{t('adopt.nothing')}</Text>}
            columns={[
              {
                id: 'title',
                title: t('field.title'),
                width: '13rem',
                render: ({ title, owner }) => ('role' in owner ? t(`term:appointmentRole.${owner.role}`) : title),
              },
              { id: 'department', title: t('field.department'), width: '9rem', render: ({ department }) => department },
              {
                id: 'post',
                title: t('adopt.post'),
                render: (row) => (
                  <NativeSelect
                    size="xs"
                    aria-label={t('adopt.postOf', { title: row.title })}
                    data={options}
                    value={postOf(row)}
                    onChange={(event) => {
                      const { value } = event.currentTarget;
                      choose((before) => ({ ...before, [row.id]: value }));
                    }}
                  />
                ),
              },
              {
                id: 'why',
                title: t('adopt.why'),
                width: '6rem',
                render: ({ id, why }) => (id in chosen ? t('adopt.byHand') : why === null ? t('adopt.none') : t(`adopt.${why as 'near'}`)),
              },
            ]}
          />
        </div>
        {adopt.failure && (
          <Text size="sm" c="var(--text-attention)" role="alert">
            {failureText(t, adopt.failure)}
          </Text>
        )}
        <Findings findings={adopt.findings} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={adopt.pending} disabled={items.length === 0} onClick={() => void confirm()}>
            {t('adopt.verb', { count: items.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
