import type { TFunction } from 'i18next';
import { createElement } from 'react';
import type { Analysis } from '../../../../db/domain/point/analysis';
import { scoreText } from '../../../../db/domain/risk/assessment';
import { controlLevels } from '../../../../db/domain/risk/risk';
import { LevelBadge } from '../../../components/LevelBadge';
import type { Column } from '../../../components/table/layout';
import type { DepartmentChoice } from '../choices';
import type { GridLine } from './work';

type Words = TFunction<['analysis', 'term', 'risk']>;
type TextField =
  | 'step'
  | 'hazardSource'
  | 'factorCode'
  | 'consequence'
  | 'engineering'
  | 'administrative'
  | 'training'
  | 'ppe'
  | 'emergency'
  | 'measures'
  | 'checkCycle';

interface Known {
  analysis: Analysis;
  tree: readonly DepartmentChoice[];
  accidentNames: (stored: readonly string[]) => string[];
  /** Methods that lines are assessed by: factors of others need no column. */
  methods: ReadonlySet<string>;
}

/** Columns of handbook 3.2.2 in the order of the printed record. */
export function analysisColumns(t: Words, { analysis, tree, accidentNames, methods }: Known): Column<GridLine>[] {
  const departments = new Map(tree.map(({ id, name }) => [id, name]));
  const words = (id: TextField, title: string, width: number, grow?: number): Column<GridLine> => ({
    id,
    title,
    width,
    ...(grow === undefined ? {} : { grow }),
    text: ({ values }) => values[id],
    edit: { kind: 'text' },
  });
  const factor = (id: 'l' | 'e' | 'c' | 's'): Column<GridLine> => ({
    id,
    title: t(`term:field.${id}`),
    width: 44,
    align: 'end',
    text: ({ values }) => (values[id] === null ? '' : String(values[id])),
    edit: { kind: 'number' },
  });
  const measure = (id: 'engineering' | 'administrative' | 'training' | 'ppe' | 'emergency', width: number) =>
    words(id, t(`measure.${id}`), width, 1);
  return [
    words('step', t(`${analysis}.step`), 130, 1),
    ...(analysis === 'SCL'
      ? [
          {
            id: 'standard',
            title: t('SCL.standard'),
            width: 150,
            grow: 1,
            text: (line: GridLine) => line.standard,
            edit: { kind: 'text' as const },
          },
        ]
      : []),
    words('hazardSource', t(`${analysis}.hazardSource`), 150, 2),
    {
      id: 'accidentTypes',
      title: t('accidentTypes'),
      width: 88,
      grow: 1,
      text: ({ values }) => accidentNames(values.accidentTypes).join('、'),
      edit: { kind: 'text' },
    },
    words('consequence', t('consequence'), 90, 1),
    measure('engineering', 104),
    measure('administrative', 104),
    { ...measure('training', 110), hidden: true },
    { ...measure('ppe', 100), hidden: true },
    measure('emergency', 96),
    {
      id: 'method',
      title: t('term:field.method'),
      width: 80,
      hidden: true,
      text: ({ values }) => t(`term:riskMethod.${values.method}`),
      edit: {
        kind: 'select',
        options: (['lec', 'ls'] as const).map((value) => ({ value, label: t(`term:riskMethod.${value}`) })),
        value: ({ values }) => values.method,
      },
    },
    ...(methods.has('lec') || methods.has('ls') ? [factor('l')] : []),
    ...(methods.has('lec') ? [factor('e'), factor('c')] : []),
    ...(methods.has('ls') ? [factor('s')] : []),
    {
      id: 'score',
      title: t('term:field.score'),
      width: 64,
      align: 'end',
      text: ({ graded }) => (graded ? scoreText(graded.score100) : ''),
    },
    {
      id: 'level',
      title: t('term:field.level'),
      width: 88,
      text: ({ graded }) => (graded === null ? '' : t(`term:riskLevel.${graded.level}`)),
      render: ({ graded }) => (graded === null ? null : createElement(LevelBadge, { level: graded.level })),
    },
    { id: 'proposed', title: t('term:field.proposed'), width: 112, grow: 1, text: ({ values }) => values.proposed, edit: { kind: 'text' } },
    {
      id: 'controlLevel',
      title: t('term:field.controlLevel'),
      width: 80,
      text: ({ values }) => (values.controlLevel === null ? '' : t(`term:controlLevel.${values.controlLevel}`)),
      edit: {
        kind: 'select',
        options: controlLevels.map((value) => ({ value, label: t(`term:controlLevel.${value}`) })),
        value: ({ values }) => values.controlLevel ?? '',
      },
    },
    {
      id: 'department',
      title: t('term:field.department'),
      width: 104,
      text: ({ values }) => departments.get(values.departmentId ?? '') ?? '',
      edit: {
        kind: 'select',
        options: [
          { value: '', label: t('risk:none') },
          ...tree.map(({ name, above }) => ({ value: name, label: [...above.slice(-1), name].join(' / ') })),
        ],
        value: ({ values }) => departments.get(values.departmentId ?? '') ?? '',
      },
    },
    { id: 'owner', title: t('term:field.owner'), width: 84, text: ({ values }) => values.ownerText, edit: { kind: 'text' } },
    { ...words('factorCode', t('term:field.factorCode'), 96), hidden: true },
    { ...words('measures', t('term:field.measures'), 180), hidden: true },
    { ...words('checkCycle', t('term:field.checkCycle'), 92), hidden: true },
    {
      id: 'assessedOn',
      title: t('term:field.assessedOn'),
      width: 112,
      hidden: true,
      text: ({ values }) => values.assessedOn ?? '',
      edit: { kind: 'date' },
    },
    { id: 'riskNo', title: t('term:field.riskNo'), width: 84, hidden: true, text: ({ risk }) => risk?.riskNo ?? '' },
  ];
}
