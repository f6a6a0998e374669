import { Button, Checkbox, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormList, XlsxTable } from '../../../db/domain/form/form';
import { riskLevels } from '../../../db/domain/risk/scale';
import classes from './Form.module.css';

interface TableOptionsProps {
  table: XlsxTable;
  lists: readonly FormList[];
  /** Its sheet stands once for each department. */
  isApart: boolean;
  onApart: (apart: boolean) => void;
  onChange: (table: XlsxTable) => void;
  onRemove: () => void;
}

/** What a table lists, and which rows of the form it has for that. */
export function TableOptions({ table, lists, isApart, onApart, onChange, onRemove }: TableOptionsProps) {
  const { t } = useTranslation(['form', 'term']);
  const setRow = (key: 'first' | 'last', shown: string | number) => {
    const row = Number(shown) - 1;
    if (!Number.isInteger(row) || row <= table.bottom) return;
    const next = { ...table, [key]: row };
    onChange({ ...next, first: Math.min(next.first, next.last), last: Math.max(next.first, next.last) });
  };
  return (
    <section aria-label={t('table.title')}>
      <h3 className={classes.group}>{t('table.title')}</h3>
      <div className={classes.rows}>
        <NativeSelect
          size="xs"
          label={t('table.list')}
          value={table.list}
          onChange={(event) => onChange({ ...table, list: event.currentTarget.value as FormList })}
          data={lists.map((list) => ({ value: list, label: t(`term:formList.${list}`) }))}
        />
        <TextInput
          size="xs"
          label={t('table.none')}
          maxLength={60}
          value={table.none}
          onChange={(event) => onChange({ ...table, none: event.currentTarget.value })}
        />
        <NumberInput
          size="xs"
          label={t('table.first')}
          min={table.bottom + 2}
          value={table.first + 1}
          onChange={(row) => setRow('first', row)}
        />
        <NumberInput
          size="xs"
          label={t('table.last')}
          min={table.bottom + 2}
          value={table.last + 1}
          onChange={(row) => setRow('last', row)}
        />
      </div>
      {table.list === 'risks' && (
        <Checkbox.Group
          label={t('table.levels')}
          size="xs"
          mt={4}
          value={table.levels}
          onChange={(levels) => onChange({ ...table, levels: riskLevels.filter((level) => levels.includes(level)) })}
        >
          <Group gap="sm">
            {riskLevels.map((level) => (
              <Checkbox key={level} size="xs" value={level} label={t(`term:riskLevel.${level}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      {table.list !== 'team' && (
        <Checkbox
          size="xs"
          mt="xs"
          label={t('table.apart')}
          description={t('table.apartText')}
          checked={isApart}
          onChange={(event) => onApart(event.currentTarget.checked)}
        />
      )}
      <Button mt="xs" size="compact-sm" variant="subtle" color="wine" onClick={onRemove}>
        {t('table.remove')}
      </Button>
    </section>
  );
}
