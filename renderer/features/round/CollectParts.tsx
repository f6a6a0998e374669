import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { riskLevels } from '../../../db/domain/risk/scale';
import { More, Part, useFirst } from '../../components/collect/CollectParts';
import { LevelBadge } from '../../components/LevelBadge';
import { SimpleTable } from '../../components/SimpleTable';
import { speak } from '../../components/speak';
import { placeKey, type Answer, type Found, type Plan } from './sheet';
import { snapshotWords } from './words';

/** What an answer changes, field by field. */
export function Fields({ fields, from, to }: Pick<Answer, 'fields' | 'from' | 'to'>) {
  const { t } = useTranslation(['round', 'term']);
  const words = (field: string, value: unknown) => snapshotWords(t, field, value, (codes) => [...codes]) || t('collect.none');
  return (
    <>
      {fields.map(({ field, before, after }) => (
        <Text key={field} component="span" size="sm" display="block">
          {t('collect.field', { field: t(`term:field.${field}`), before: words(field, before), after: words(field, after) })}
        </Text>
      ))}
      {from !== to && (
        <Text component="span" size="sm" display="block">
          <LevelBadge level={from} /> → <LevelBadge level={to} />
        </Text>
      )}
    </>
  );
}

/** Counts per department. */
export function DepartmentsPart({ plan }: { plan: Plan }) {
  const { t } = useTranslation('round');
  const { first, left, more } = useFirst(plan.departments);
  const count = (id: 'confirmed' | 'changed' | 'conflicts' | 'added' | 'refused') => ({
    id,
    title: t(`collect.count.${id}`),
    width: '6rem',
    align: 'end' as const,
    render: (row: Plan['departments'][number]) => row[id],
  });
  return (
    <Part title={t('collect.departments')}>
      <SimpleTable
        label={t('collect.departments')}
        rows={first}
        keyOf={({ department }) => department}
        columns={[
          { id: 'department', title: t('sheets.department'), render: ({ department }) => department || t('sheets.noDepartment') },
          count('confirmed'),
          count('changed'),
          count('conflicts'),
          count('added'),
          count('refused'),
        ]}
        empty={<Text size="sm">{t('collect.nothing')}</Text>}
      />
      <More left={left} onMore={more} />
    </Part>
  );
}

/** Changes that nobody has to decide on. */
export function ChangesPart({ changes }: { changes: Plan['changes'] }) {
  const { t } = useTranslation('round');
  const { first, left, more } = useFirst(changes);
  if (changes.length === 0) return null;
  const title = t('collect.changes', { count: changes.length });
  return (
    <Part title={title}>
      <SimpleTable
        label={title}
        rows={first}
        keyOf={({ riskId }) => riskId}
        columns={[
          { id: 'riskNo', title: t('collect.riskNo'), width: '7rem', render: ({ riskNo }) => riskNo },
          { id: 'hazardSource', title: t('collect.risk'), render: ({ hazardSource }) => hazardSource },
          { id: 'fields', title: t('items.changed'), width: '18rem', render: (change) => <Fields {...change} /> },
          { id: 'reason', title: t('items.reason'), width: '14rem', render: ({ reason }) => reason },
          { id: 'by', title: t('items.confirmedBy'), width: '6rem', render: ({ by }) => by },
        ]}
      />
      <More left={left} onMore={more} />
    </Part>
  );
}

interface FoundPartProps {
  found: readonly Found[];
  declined: readonly string[];
  onDecline: (declined: string[]) => void;
}

/** Lines that departments added: proposed as new risks, each may be declined. */
export function FoundPart({ found, declined, onDecline }: FoundPartProps) {
  const { t } = useTranslation('round');
  const { first, left, more } = useFirst(found);
  if (found.length === 0) return null;
  const title = t('collect.found', { count: found.length });
  const isTaken = (line: Found) => !declined.includes(placeKey(line));
  return (
    <Part title={title}>
      <Group gap="xs">
        <Text size="sm">{t('collect.foundText')}</Text>
        <Button size="compact-xs" variant="default" onClick={() => onDecline(declined.length === 0 ? found.map(placeKey) : [])}>
          {t(declined.length === 0 ? 'collect.declineAll' : 'collect.takeAll')}
        </Button>
      </Group>
      <SimpleTable
        label={title}
        rows={first}
        keyOf={placeKey}
        columns={[
          {
            id: 'taken',
            title: t('collect.take'),
            width: '4rem',
            render: (line) => (
              <Checkbox
                size="sm"
                aria-label={t('collect.takeOne', { what: line.hazardSource })}
                checked={isTaken(line)}
                onChange={() =>
                  onDecline(isTaken(line) ? [...declined, placeKey(line)] : declined.filter((place) => place !== placeKey(line)))
                }
              />
            ),
          },
          {
            id: 'department',
            title: t('sheets.department'),
            width: '8rem',
            render: ({ department }) => department || t('sheets.noDepartment'),
          },
          { id: 'riskPoint', title: t('collect.riskPoint'), width: '9rem', render: ({ riskPoint }) => riskPoint },
          { id: 'hazardSource', title: t('collect.risk'), render: ({ hazardSource }) => hazardSource },
          {
            id: 'level',
            title: t('collect.level'),
            width: '6rem',
            render: ({ level }) => <LevelBadge level={riskLevels.find((known) => known === level)!} />,
          },
          { id: 'by', title: t('items.confirmedBy'), width: '6rem', render: ({ by }) => by },
        ]}
      />
      <More left={left} onMore={more} />
    </Part>
  );
}

/** Why something was not taken, in words. */
export function useWhy(): (entry: Plan['refused'][number]) => string {
  const { t } = useTranslation(['round', 'term']);
  return (entry) => {
    const { from, to, ...params } = ('params' in entry && entry.params) || {};
    const level = (word: string | undefined) => {
      const known = riskLevels.find((one) => one === word);
      return known ? t(`term:riskLevel.${known}`) : '';
    };
    return speak(t, `round:answer.${entry.key}`, { value: entry.value, ...params, from: level(from), to: level(to) });
  };
}
