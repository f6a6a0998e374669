import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SimpleTable } from '../../components/SimpleTable';
import { fieldName } from '../../components/intake/fields';
import { toldOf } from './findingWords';
import classes from './Intake.module.css';
import type { PlacedRow } from './PreviewGrid';
import type { Sheet, Subject } from './work';

type Mapped = Sheet['columns'][number] & { field: NonNullable<Sheet['columns'][number]['field']> };

/** The cells of a row as written, each with what is told about it. */
export function RowCells({ row, columns, subject }: { row: PlacedRow; columns: Sheet['columns']; subject: Subject }) {
  const { t } = useTranslation(['import', 'term']);
  const seen = new Set<string>();
  const mapped = columns.filter((column): column is Mapped => {
    if (column.field === null || seen.has(column.field)) return false;
    seen.add(column.field);
    return (row.raw[column.field] ?? '') !== '' || toldOf(t, row, column.field).length > 0;
  });
  if (mapped.length === 0) return null;
  return (
    <section>
      <Title order={3} fz="sm" mb={4}>
        {t('row.cells')}
      </Title>
      <SimpleTable<Mapped>
        label={t('row.cells')}
        rows={mapped}
        keyOf={({ letter }) => letter}
        columns={[
          { id: 'letter', title: t('columns.letter'), width: '2.5rem', render: ({ letter }) => letter },
          { id: 'field', title: t('row.field'), width: '6.5rem', render: ({ field }) => fieldName(t, field, subject) },
          {
            id: 'text',
            title: t('row.written'),
            render: ({ field }) => {
              const told = toldOf(t, row, field);
              return (
                <>
                  {row.raw[field]}
                  {told.map((words) => (
                    <Text key={words} size="xs" className={classes.told} data-refused={row.state === 'refused' || undefined}>
                      {words}
                    </Text>
                  ))}
                </>
              );
            },
          },
        ]}
      />
    </section>
  );
}
