import { useTranslation } from 'react-i18next';
import type { FieldChange } from '../../db/domain/difference';
import { fieldName, valueText } from '../../db/domain/fieldWords';
import { SimpleTable, type SimpleColumn } from './SimpleTable';
import { sayIn } from './speak';
import classes from './FieldChanges.module.css';

interface FieldChangesProps {
  kind: 'created' | 'changed' | 'removed';
  fields: readonly FieldChange[];
  /** Kind of the record: some fields are called otherwise there. */
  subject: string;
  /** Names of records by id, for fields that point to others. */
  names: ReadonlyMap<string, string>;
}

/** What a change did, field by field: of a new or removed record what it said, else what it was and what it became. */
export function FieldChanges({ kind, fields, subject, names }: FieldChangesProps) {
  const { t } = useTranslation('audit');
  const value = (side: 'before' | 'after', title: string): SimpleColumn<FieldChange> => ({
    id: side,
    title,
    render: (change) => <span className={classes.value}>{valueText(sayIn(t), change.field, change[side], names)}</span>,
  });
  const columns: SimpleColumn<FieldChange>[] = [
    { id: 'field', title: t('record.field'), width: '8.5rem', render: ({ field }) => fieldName(sayIn(t), field, subject) },
    ...(kind === 'created' ? [] : [value('before', t(kind === 'removed' ? 'record.value' : 'record.before'))]),
    ...(kind === 'removed' ? [] : [value('after', t(kind === 'created' ? 'record.value' : 'record.after'))]),
  ];
  return (
    <SimpleTable
      label={t('record.changed')}
      columns={columns}
      rows={fields}
      keyOf={({ field }) => field}
      empty={<p className={classes.quiet}>{t('record.unchanged')}</p>}
    />
  );
}
