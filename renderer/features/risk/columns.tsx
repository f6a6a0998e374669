import { IconAlarm, IconHelpCircle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { scoreText } from '../../../db/domain/risk/assessment';
import { controlLevels, riskStatuses } from '../../../db/domain/risk/risk';
import type { terms } from '../../../db/domain/term';
import { LevelBadge } from '../../components/LevelBadge';
import { levelColumn } from '../../components/levelColumn';
import { daysUntil } from '../../components/due';
import type { Column } from '../../components/table/layout';
import { isWritable } from './cells';
import { accidentWords, type DepartmentChoice } from './choices';
import type { Choices } from '../../choices';
import type { RiskRow } from './grading';
import classes from './RiskPage.module.css';

type Own = Omit<Column<RiskRow>, 'title' | 'edit'>;

const factor = (name: 'l' | 'e' | 'c' | 's'): Own => ({
  id: name,
  width: 56,
  align: 'end',
  hidden: true,
  text: (row) => (row[name] === null ? '' : String(row[name])),
});
const words = (
  id:
    | 'step'
    | 'hazardSource'
    | 'factorCode'
    | 'consequence'
    | 'directReason'
    | 'engineering'
    | 'administrative'
    | 'training'
    | 'ppe'
    | 'emergency'
    | 'measures'
    | 'proposed'
    | 'monitoring'
    | 'impactScope'
    | 'leaderText'
    | 'phone'
    | 'checkCycle'
    | 'remark',
  width: number,
  hidden = true,
): Own => ({ id, width, hidden, ...(width >= 160 ? { grow: 2 } : {}), text: (row) => row[id] });

/** Changing these alone contradicts the other factors; the form asks for all of them. */
const inFormOnly: ReadonlySet<string> = new Set(['method', 'level', 'directReason']);

/** Every field of the register (handbook 3.2.6) in its order; what is not hidden fits a small office screen. */
export function useRiskColumns(tree: readonly DepartmentChoice[], choices: Choices | undefined): Column<RiskRow>[] {
  const { t } = useTranslation(['risk', 'term']);
  return useMemo(() => {
    const today = choices?.today;
    const accidents = accidentWords(choices);
    const missing = (row: RiskRow) => row.missing.map((field) => t(`term:field.${field as 'step'}`)).join('、');
    const own: Own[] = [
      { id: 'riskNo', width: 84, sortable: true, text: (row) => row.riskNo },
      { id: 'riskPoint', width: 142, grow: 2, sortable: true, text: (row) => row.riskPoint },
      { id: 'kind', width: 88, hidden: true, text: (row) => t(`term:riskPointKind.${row.kind as 'place'}`) },
      { id: 'location', width: 140, grow: 1, hidden: true, text: (row) => row.location },
      words('step', 136),
      { ...words('hazardSource', 192, false), grow: 5 },
      words('factorCode', 96),
      { id: 'accidentTypes', head: t('accidentTypes'), width: 96, grow: 1, text: (row) => accidents.names(row.accidentTypes).join('、') },
      words('consequence', 180),
      { id: 'method', width: 84, hidden: true, text: (row) => t(`term:riskMethod.${row.method as 'lec'}`) },
      factor('l'),
      factor('e'),
      factor('c'),
      factor('s'),
      { id: 'score', width: 76, align: 'end', sortable: true, text: (row) => scoreText(row.score100) },
      { ...levelColumn<RiskRow>(({ level }) => level), id: 'level', width: 92, sortable: true, render: (row) => <Level row={row} /> },
      { ...levelColumn<RiskRow>(({ inherentLevel }) => inherentLevel), id: 'inherentLevel', hidden: true },
      words('directReason', 160),
      words('engineering', 200),
      words('administrative', 200),
      words('training', 180),
      words('ppe', 160),
      words('emergency', 180),
      words('measures', 220),
      words('proposed', 180),
      words('monitoring', 180),
      words('impactScope', 160),
      words('leaderText', 92),
      {
        id: 'controlLevel',
        width: 80,
        text: (row) => (row.controlLevel === null ? '' : t(`term:controlLevel.${row.controlLevel as 'post'}`)),
      },
      { id: 'department', width: 112, grow: 1, sortable: true, text: (row) => row.department },
      { id: 'owner', width: 80, grow: 1, sortable: true, text: (row) => row.owner },
      words('phone', 116),
      words('checkCycle', 92),
      { id: 'assessedOn', width: 104, hidden: true, sortable: true, text: (row) => row.assessedOn ?? '' },
      {
        id: 'nextReviewOn',
        width: 116,
        sortable: true,
        text: (row) => row.nextReviewOn ?? '',
        render: (row) => <NextReview row={row} today={today} />,
      },
      { id: 'status', width: 76, hidden: true, text: (row) => t(`term:riskStatus.${row.status as 'active'}`) },
      {
        id: 'missing',
        width: 64,
        sortable: true,
        text: missing,
        render: (row) =>
          row.missing.length > 0 && (
            <span className={classes.plain} title={missing(row)}>
              {t('missingCount', { count: row.missing.length })}
            </span>
          ),
      },
      words('remark', 160),
      { id: 'updatedAt', width: 136, hidden: true, sortable: true, text: (row) => localTime(row.updatedAt) },
    ];
    return own.map((column): Column<RiskRow> => {
      const title = t(`term:field.${column.id as keyof typeof terms.field}`);
      return isWritable(column.id) && !inFormOnly.has(column.id)
        ? { ...column, title, edit: editOf(column.id, tree, t) }
        : { ...column, title };
    });
  }, [t, tree, choices]);
}

function editOf(
  id: string,
  tree: readonly DepartmentChoice[],
  t: ReturnType<typeof useTranslation<['risk', 'term']>>['t'],
): NonNullable<Column<RiskRow>['edit']> {
  switch (id) {
    case 'controlLevel':
      return {
        kind: 'select',
        options: controlLevels.map((value) => ({ value, label: t(`term:controlLevel.${value}`) })),
        value: (row) => row.controlLevel ?? '',
      };
    case 'status':
      return {
        kind: 'select',
        options: riskStatuses.map((value) => ({ value, label: t(`term:riskStatus.${value}`) })),
        value: (row) => row.status,
      };
    case 'department':
      return {
        kind: 'select',
        options: [
          { value: '', label: t('none') },
          ...tree.map(({ name, above }) => ({ value: name, label: [...above.slice(-1), name].join(' / ') })),
        ],
        value: (row) => row.department,
      };
    case 'assessedOn':
      return { kind: 'date' };
    case 'l':
    case 'e':
    case 'c':
    case 's':
      return { kind: 'number' };
    default:
      return { kind: 'text' };
  }
}

/** The level; marked where the sheet's own level stands against the score until somebody has verified it. */
function Level({ row }: { row: RiskRow }) {
  const { t } = useTranslation('risk');
  return (
    <span className={classes.level}>
      <LevelBadge level={row.level} />
      {row.keptLevel !== null && (
        <span title={t('kept.mark')}>
          <IconHelpCircle size={14} aria-label={t('kept.mark')} />
        </span>
      )}
    </span>
  );
}

function NextReview({ row, today }: { row: RiskRow; today: string | undefined }) {
  const { t } = useTranslation(['risk', 'term']);
  const { nextReviewOn, status } = row;
  if (nextReviewOn === null) return null;
  if (today === undefined || status === 'retired' || nextReviewOn >= today) return <>{nextReviewOn}</>;
  return (
    <span className={classes.overdue} title={t('overdueBy', { count: -daysUntil(nextReviewOn, today) })}>
      <IconAlarm size={14} aria-label={t('overdue')} />
      {nextReviewOn}
    </span>
  );
}

/** `2026-11-21 09:30` of an instant, in local time. */
export function localTime(instant: number): string {
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
