import { Autocomplete, Button, Group, NativeSelect, Stack, TagsInput, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fillWords, type Fill, type Fills, type Lacking } from '../../../db/domain/risk/fill';
import { useApi, type Data } from '../../api';
import { useChoices } from '../../choices';
import { DayInput } from '../../components/DayInput';
import { EmptyState } from '../../components/EmptyState';
import { SimpleTable } from '../../components/SimpleTable';
import { fieldName } from '../../components/intake/fields';
import classes from '../../components/intake/Sheets.module.css';

interface LackingPanelProps {
  lacking: readonly Lacking[];
  /** What is filled already. */
  fills: Fills;
  /** Says when the values are written. */
  text: string;
  verb: string;
  running: boolean;
  onFill: (fills: Fills) => void;
}

const mostGroups = 40;
const noFill: Fill = { by: 'all', values: {} };

/** What the risks of an import lack, field by field: one value for all of them, or one for each department or level. */
export function LackingPanel({ lacking, fills, text, verb, running, onFill }: LackingPanelProps) {
  const { t } = useTranslation(['import', 'term']);
  const [draft, setDraft] = useState<Fills>(fills);
  const choices = useChoices();
  const { data: departments = [] } = useApi('department.list', {}, { subjects: ['department', 'departmentName'] });
  if (lacking.length === 0) return <EmptyState title={t('lacking.none')} />;
  const fillOf = (field: Lacking['field']): Fill => draft[field] ?? noFill;
  const state = (field: Lacking['field'], patch: Partial<Fill>) => setDraft({ ...draft, [field]: { ...fillOf(field), ...patch } });
  const isStated = Object.values(draft).some((one) => Object.values(one?.values ?? {}).some((value) => value !== ''));
  return (
    <div className={classes.sheets}>
      <Group gap="sm" mb="sm">
        <Text size="sm" style={{ flex: '1 1 24rem' }}>
          {text}
        </Text>
        <Button
          size="xs"
          loading={running}
          disabled={!isStated && Object.keys(fills).length === 0}
          onClick={() => onFill(withValues(draft))}
        >
          {verb}
        </Button>
      </Group>
      <SimpleTable<Lacking>
        label={t('lacking.label')}
        rows={lacking}
        keyOf={({ field }) => field}
        columns={[
          { id: 'field', title: t('row.field'), width: '9rem', render: ({ field }) => fieldName(t, field, 'risk') },
          { id: 'count', title: t('lacking.count'), width: '5rem', align: 'end', render: ({ count }) => count.toLocaleString() },
          {
            id: 'by',
            title: t('lacking.by'),
            width: '9rem',
            render: ({ field }) => (
              <NativeSelect
                size="xs"
                aria-label={t('lacking.byFor', { field: fieldName(t, field, 'risk') })}
                value={fillOf(field).by}
                data={(['all', 'department', 'level'] as const)
                  .filter((by) => by !== 'department' || field !== 'department')
                  .map((by) => ({ value: by, label: t(`lacking.ways.${by}`) }))}
                onChange={(event) => state(field, { by: event.currentTarget.value as Fill['by'], values: {} })}
              />
            ),
          },
          {
            id: 'value',
            title: t('lacking.value'),
            render: (group) => {
              const { by, values } = fillOf(group.field);
              return (
                <Stack gap={4}>
                  {groupsOf(group, by)
                    .slice(0, mostGroups)
                    .map(({ key, count }) => {
                      const name = by === 'level' ? t(`term:riskLevel.${key as 'low'}`) : key === '' ? t('lacking.noDepartment') : key;
                      return (
                        <Group key={key} gap="xs" wrap="nowrap">
                          {by !== 'all' && (
                            <Text size="xs" w="11rem" truncate title={name}>
                              {t('lacking.group', { name, count })}
                            </Text>
                          )}
                          <ValueInput
                            field={group.field}
                            label={by === 'all' ? fieldName(t, group.field, 'risk') : `${fieldName(t, group.field, 'risk')} ${name}`}
                            value={values[key] ?? ''}
                            choices={choices}
                            departments={departments.map((department) => department.name)}
                            onChange={(value) => state(group.field, { values: { ...values, [key]: value } })}
                          />
                        </Group>
                      );
                    })}
                </Stack>
              );
            },
          },
        ]}
      />
    </div>
  );
}

const groupsOf = ({ count, departments, levels }: Lacking, by: Fill['by']): { key: string; count: number }[] => {
  if (by === 'all') return [{ key: '', count }];
  if (by === 'level') return levels.map(({ level, count: rows }) => ({ key: level, count: rows }));
  return departments.map(({ name, count: rows }) => ({ key: name, count: rows }));
};

/** Only what says something. */
const withValues = (draft: Fills): Fills =>
  Object.fromEntries(
    Object.entries(draft).flatMap(([field, one]) => {
      const values = Object.fromEntries(Object.entries(one?.values ?? {}).filter(([, value]) => value.trim() !== ''));
      return one === undefined || Object.keys(values).length === 0 ? [] : [[field, { by: one.by, values }]];
    }),
  );

interface ValueInputProps {
  field: Lacking['field'];
  label: string;
  value: string;
  choices: Data<'risk.choices'> | undefined;
  departments: readonly string[];
  onChange: (value: string) => void;
}

function ValueInput({ field, label, value, choices, departments, onChange }: ValueInputProps) {
  const shared = { size: 'xs', 'aria-label': label, style: { flex: 1 } } as const;
  switch (field) {
    case 'assessedOn':
      return <DayInput {...shared} value={value === '' ? null : value} onChange={(day) => onChange(day ?? '')} />;
    case 'department':
      return <Autocomplete {...shared} maxLength={100} data={[...new Set(departments)]} value={value} onChange={onChange} />;
    case 'checkCycle':
      return <Autocomplete {...shared} maxLength={60} data={choices?.checkCycles ?? []} value={value} onChange={onChange} />;
    case 'accidentTypes':
      return (
        <TagsInput
          {...shared}
          data={[...new Set((choices?.accidentTypes ?? []).map(({ name }) => name))]}
          value={fillWords(value)}
          onChange={(words) => onChange(words.join('、'))}
          maxTags={27}
          splitChars={['、', ',', '，', ';', '；']}
          acceptValueOnBlur
        />
      );
    default:
      return (
        <Textarea
          {...shared}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={most[field]}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

const most: Partial<Record<Lacking['field'], number>> = { step: 500, consequence: 2000, owner: 200 };
