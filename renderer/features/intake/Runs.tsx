import { Anchor, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { useAsImported } from '../../asImported';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { go } from '../../place';
import { pageOf, type Run, type Subject } from './work';

/** What was imported before, newest first; an import that was undone is not among it. */
export function Runs() {
  const { t, i18n } = useTranslation('import');
  const asImported = useAsImported();
  const { data } = useApi('intake.runs', { limit: 50 }, { keep: true });
  if (!data || data.length === 0) return null;
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const number = (count: number) => count.toLocaleString(i18n.language);
  const columns: SimpleColumn<Run>[] = [
    { id: 'when', title: t('runs.when'), width: '11rem', render: ({ createdAt }) => when.format(createdAt) },
    {
      id: 'subject',
      title: t('runs.subject'),
      width: '4rem',
      render: ({ subject }) => t(`subject.${subject as Subject}`),
    },
    { id: 'file', title: t('runs.file'), render: ({ fileName }) => (fileName === 'pasted' ? t('pasted') : fileName) },
    { id: 'inserted', title: t('state.new'), width: '4.5rem', align: 'end', render: ({ inserted }) => number(inserted) },
    { id: 'updated', title: t('state.changed'), width: '4.5rem', align: 'end', render: ({ updated }) => number(updated) },
    { id: 'unchanged', title: t('state.same'), width: '4.5rem', align: 'end', render: ({ unchanged }) => number(unchanged) },
    { id: 'refused', title: t('state.refused'), width: '4.5rem', align: 'end', render: ({ refused }) => number(refused) },
    { id: 'by', title: t('runs.by'), width: '6rem', render: ({ createdBy }) => createdBy },
    {
      id: 'open',
      title: t('runs.records'),
      width: '11rem',
      render: ({ id, subject, hasOrigin }) => (
        <Group gap="sm" style={{ whiteSpace: 'nowrap' }}>
          <Anchor component="button" type="button" size="sm" onClick={() => go(pageOf(subject as Subject, id))}>
            {t('runs.open')}
          </Anchor>
          {hasOrigin === 1 && (
            <Anchor
              component="button"
              type="button"
              size="sm"
              title={asImported.hint}
              disabled={asImported.running}
              onClick={() => void asImported.run(id)}
            >
              {asImported.label}
            </Anchor>
          )}
        </Group>
      ),
    },
  ];
  return (
    <section>
      <Title order={2} fz="md" mb="xs">
        {t('runs.title')}
      </Title>
      <SimpleTable label={t('runs.title')} columns={columns} rows={data} keyOf={({ id }) => id} />
      <Text size="xs" c="dimmed" mt={4}>
        {t('runs.undone')}
      </Text>
    </section>
  );
}
