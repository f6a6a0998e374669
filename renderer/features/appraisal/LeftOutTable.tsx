import { ScrollArea, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Data } from '../../api';
import { SimpleTable } from '../../components/SimpleTable';

type Plan = Pick<Data<'appraisal.preview'>, 'leftOut' | 'without'>;

/** Who is not assessed, and why. */
export function LeftOutTable({ plan: { leftOut, without } }: { plan: Plan }) {
  const { t } = useTranslation(['appraisal', 'term']);
  if (leftOut === 0) return null;
  return (
    <>
      <Text size="sm">{t('open.leftOut', { count: leftOut })}</Text>
      <ScrollArea.Autosize mah="12rem" viewportProps={{ tabIndex: 0 }}>
        <SimpleTable
          label={t('open.leftOutTable')}
          rows={without}
          keyOf={({ personId, title }) => `${personId} ${title}`}
          columns={[
            { id: 'name', title: t('column.person'), render: ({ name }) => name },
            { id: 'department', title: t('column.department'), render: ({ department }) => department },
            { id: 'post', title: t('column.post'), render: ({ title }) => title },
            { id: 'why', title: t('open.whyTitle'), render: ({ why }) => t(`term:appraisalWhy.${why}`) },
          ]}
          foot={leftOut > without.length ? t('open.more', { shown: without.length }) : undefined}
        />
      </ScrollArea.Autosize>
    </>
  );
}
