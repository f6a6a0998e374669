import type { TFunction } from 'i18next';
import { appraisalGrades } from '../../../db/domain/responsibility/appraisal';
import { appraisalStates } from '../../../db/domain/responsibility/appraise';
import type { Column } from '../../components/table/layout';
import { GradeBadge, StateBadge } from './badges';
import { pointsText, shareText, type Line } from './people';

/** Columns of the people of a period. */
export const peopleColumns = (t: TFunction<['appraisal', 'term']>): Column<Line>[] => [
  { id: 'person', title: t('column.person'), width: 96, sortable: true, text: ({ personName }) => personName },
  { id: 'department', title: t('column.department'), width: 130, grow: 1, sortable: true, text: ({ department }) => department },
  { id: 'title', title: t('column.post'), width: 130, grow: 1, sortable: true, text: ({ title }) => title },
  {
    id: 'state',
    title: t('column.state'),
    width: 96,
    sortable: true,
    badges: appraisalStates.map((state) => t(`term:appraisalState.${state}`)),
    text: ({ state }) => t(`term:appraisalState.${state}`),
    render: ({ state }) => <StateBadge state={state} />,
  },
  { id: 'full', title: t('column.full'), width: 72, align: 'end', text: ({ full10 }) => pointsText(full10) },
  { id: 'self', title: t('column.self'), width: 72, align: 'end', sortable: true, text: ({ self10 }) => pointsText(self10) },
  { id: 'score', title: t('column.score'), width: 72, align: 'end', sortable: true, text: ({ check10 }) => pointsText(check10) },
  { id: 'share', title: t('column.share'), width: 80, align: 'end', text: ({ share }) => shareText(share) },
  {
    id: 'place',
    title: t('column.place'),
    width: 64,
    align: 'end',
    sortable: true,
    text: ({ place }) => (place === null ? '' : String(place)),
  },
  {
    id: 'grade',
    title: t('column.grade'),
    width: 84,
    badges: appraisalGrades.map((grade) => t(`term:appraisalGrade.${grade}`)),
    text: ({ grade }) => (grade === null ? '' : t(`term:appraisalGrade.${grade}`)),
    render: ({ grade }) => grade && <GradeBadge grade={grade} />,
  },
  { id: 'deductions', title: t('column.deductions'), width: 150, grow: 2, text: ({ deductions }) => deductions },
  { id: 'assessor', title: t('column.assessor'), width: 84, text: ({ assessor }) => assessor },
  {
    id: 'outcome',
    title: t('column.outcome'),
    width: 90,
    text: ({ outcome, outcomeNote }) =>
      [outcome === '' ? '' : t(`term:appraisalOutcome.${outcome as 'reward'}`), outcomeNote].filter((words) => words !== '').join(' '),
  },
  { id: 'signedOn', title: t('column.signedOn'), width: 100, text: ({ signedOn }) => signedOn ?? '' },
];
