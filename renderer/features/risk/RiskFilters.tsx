import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlarm } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RiskFilter, RiskSort } from '../../../db/domain/risk/list';
import { controlLevels, missingFields, riskPointKinds, riskStatuses } from '../../../db/domain/risk/risk';
import { riskLevels, riskMethods } from '../../../db/domain/risk/scale';
import { useApi, type Data } from '../../api';
import { FilterBar, type FilterOption, type Filters } from '../../components/FilterBar';
import { LevelBadge } from '../../components/LevelBadge';
import { textFilter, type List } from '../../components/table/list';
import { accidentFilter } from './accidentFilter';
import type { DepartmentChoice } from './choices';
import type { Choices } from '../../choices';
import { OwnerFilter } from './OwnerFilter';
import { useMarks } from './useMarks';

type Facets = Data<'risk.facets'>;

interface RiskFiltersProps {
  list: List<RiskFilter, RiskSort>;
  tree: readonly DepartmentChoice[];
  choices: Choices | undefined;
  /** The rows are there: counting may begin. It looks at the whole register and would keep them waiting. */
  mayCount: boolean;
}

/** Something is 待补, whatever it is. */
const anything = 'anything';

/** What narrows the register, with how many risks each choice would find. */
export function RiskFilters({ list, tree, choices, mayCount }: RiskFiltersProps) {
  const { t } = useTranslation(['risk', 'term']);
  const { filter, setFilter } = list;
  const today = choices?.today;
  const [asked] = useDebouncedValue(filter, 200);
  const subjects = { subjects: ['risk', 'riskPoint'], enabled: mayCount };
  const { data: found } = useApi('risk.facets', { filter: asked }, { ...subjects, keep: true });
  const { data: all } = useApi('risk.facets', { filter: {} }, subjects);
  const marks = useMarks(list);

  const filters = useMemo((): Filters[] => {
    // A choice that is in force would hide the counts of its neighbours, so those come from the whole register.
    const counts = (name: keyof RiskFilter & string, of: (facets: Facets) => Record<string, number>) => {
      const facets = filter[name] === undefined ? found : all;
      return facets ? of(facets) : undefined;
    };
    const choice = <Word extends string>(
      name: keyof RiskFilter & string,
      label: string,
      options: readonly FilterOption[],
      value: readonly Word[] | undefined,
    ): Filters => ({
      name,
      label,
      options,
      value: value ?? [],
      onChange: (next) => setFilter({ [name]: next.length === 0 ? undefined : next }),
    });
    const words = <Word extends string>(
      name: 'level' | 'controlLevel' | 'method' | 'status' | 'kind',
      all: readonly Word[],
      label: (word: Word) => string,
    ): FilterOption[] => {
      const counted = counts(name, (facets) => facets[name]);
      return all.map((value) => ({ value, label: label(value), count: counted === undefined ? undefined : (counted[value] ?? 0) }));
    };
    const departmentCounts = counts('departmentId', (facets) => facets.department);
    const countIn = (ids: Iterable<string>) => departmentCounts && [...ids].reduce((sum, id) => sum + (departmentCounts[id] ?? 0), 0);
    const { missing } = filter;
    const accidents = accidentFilter(choices, filter.accidentType, t('filter.ambiguousAccidents'));
    return [
      choice(
        'level',
        t('term:field.level'),
        words('level', riskLevels, (word) => t(`term:riskLevel.${word}`)).map((option) => ({
          ...option,
          render: <LevelBadge level={option.value as 'low'} />,
        })),
        filter.level,
      ),
      choice(
        'departmentId',
        t('term:field.department'),
        [
          ...tree.map(({ id, name, above, within }) => ({
            value: id,
            label: `${'　'.repeat(above.length)}${name}`,
            count: countIn(within),
          })),
          { value: '', label: t('filter.noDepartment'), count: countIn(['']) },
        ],
        filter.departmentId,
      ),
      choice(
        'controlLevel',
        t('term:field.controlLevel'),
        words('controlLevel', controlLevels, (word) => t(`term:controlLevel.${word}`)),
        filter.controlLevel,
      ),
      choice(
        'method',
        t('term:field.method'),
        words('method', riskMethods, (word) => t(`term:riskMethod.${word}`)),
        filter.method,
      ),
      choice(
        'kind',
        t('term:field.kind'),
        words('kind', riskPointKinds, (word) => t(`term:riskPointKind.${word}`)),
        filter.kind,
      ),
      choice(
        'status',
        t('term:field.status'),
        words('status', riskStatuses, (word) => t(`term:riskStatus.${word}`)),
        filter.status,
      ),
      {
        name: 'accidentType',
        label: t('accidentTypes'),
        options: accidents.options,
        value: accidents.value,
        onChange: (next) => setFilter({ accidentType: accidents.wordsOf(next) }),
      },
      choice(
        'factorClass',
        t('filter.factorClass'),
        [
          ...(choices?.factorClasses ?? []).map((label) => ({ value: label[0]!, label })),
          { value: 'none', label: t('filter.factorNone') },
          { value: 'other', label: t('filter.factorOther') },
        ],
        filter.factorClass,
      ),
      {
        name: 'missing',
        label: t('term:field.missing'),
        options: [
          { value: anything, label: t('filter.anyMissing'), count: (missing === undefined ? found : all)?.missing },
          ...missingFields.map((field) => ({ value: field, label: t('filter.missingField', { field: t(`term:field.${field}`) }) })),
        ],
        value: missing === true ? [anything] : Array.isArray(missing) ? missing : [],
        onChange: (next) => {
          const fields = missingFields.filter((field) => next.includes(field));
          // “Anything” and single fields exclude each other; the one chosen last counts.
          const any = next.includes(anything) && (missing !== true || fields.length === 0);
          setFilter({ missing: any ? true : fields.length > 0 ? fields : undefined });
        },
      },
    ];
  }, [t, filter, found, all, tree, choices, setFilter]);

  const overdue = (filter.dueBefore === undefined ? found : all)?.overdue;
  return (
    <FilterBar text={textFilter(list, t('filter.text'))} filters={filters} marks={marks} onReset={list.resetFilter}>
      {today !== undefined && (overdue !== 0 || filter.dueBefore !== undefined) && (
        <Button
          size="xs"
          px="0.5rem"
          variant={filter.dueBefore === undefined ? 'default' : 'light'}
          aria-pressed={filter.dueBefore !== undefined}
          leftSection={<IconAlarm size={14} aria-hidden />}
          onClick={() => setFilter({ dueBefore: filter.dueBefore === undefined ? today : undefined })}
        >
          {t('filter.overdue', { count: overdue ?? 0 })}
        </Button>
      )}
      <OwnerFilter
        isOn={filter.owner !== undefined}
        onChange={(isOn) => setFilter({ owner: isOn ? 'unmatched' : undefined })}
        enabled={mayCount}
      />
    </FilterBar>
  );
}
