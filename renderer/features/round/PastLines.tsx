import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { riskLevels } from '../../../db/domain/risk/scale';
import { load, type Data } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { levelColumn } from '../../components/levelColumn';
import { speak, type Translate } from '../../components/speak';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import classes from './Round.module.css';

type Line = Data<'round.pastRows'>['rows'][number];

/** Every line that was read: refused ones with their reasons first, then by what each was found again. */
export function PastLines({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation(['roundTime', 'term']);
  const list = useList<object, 'sheetRow'>(`past.${sessionId}`, { filter: {}, sort: { by: 'sheetRow', descending: false } });
  const fetch = useCallback<Fetch<Line, object, 'sheetRow'>>(
    ({ offset, limit, signal }) => load('round.pastRows', { sessionId, offset, limit }, { signal }),
    [sessionId],
  );
  const columns = useMemo(
    (): Column<Line>[] => [
      {
        id: 'match',
        title: t('past.match'),
        width: 120,
        text: ({ match }) => t(`past.matched.${match ?? 'refused'}`),
        render: ({ match }) => (
          <span className={classes.badge} data-state={match === null ? 'changed' : match === 'new' ? 'added' : 'confirmed'}>
            {t(`past.matched.${match ?? 'refused'}`)}
          </span>
        ),
      },
      { id: 'riskNo', title: t('term:field.riskNo'), width: 88, text: ({ riskNo }) => riskNo },
      { id: 'riskPoint', title: t('term:field.riskPoint'), width: 136, grow: 2, text: ({ riskPoint }) => riskPoint },
      { id: 'hazardSource', title: t('term:field.hazardSource'), width: 204, grow: 4, text: ({ hazardSource }) => hazardSource },
      { id: 'level', title: t('term:field.level'), ...levelColumn(({ level }) => level) },
      { id: 'department', title: t('term:field.department'), width: 104, grow: 1, text: ({ department }) => department },
      {
        id: 'place',
        title: t('past.place'),
        width: 200,
        grow: 1,
        text: ({ place: { file, sheet, sheetRow } }) => t('past.where', { file, sheet, row: sheetRow }),
      },
      {
        id: 'reason',
        title: t('past.reason'),
        width: 220,
        grow: 3,
        text: ({ problems }) => problems.map((problem) => problemText(t, problem)).join('；'),
      },
    ],
    [t],
  );
  return (
    <DataTable label={t('past.lines')} list={list} columns={columns} fetch={fetch} plain empty={<EmptyState title={t('past.nothing')} />} />
  );
}

/** Why a line was refused, with the column as the sheet shows it. */
function problemText(t: Translate, { key, column, value = '', params = {} }: Line['problems'][number]): string {
  const place =
    column === undefined
      ? speak(t, 'intake:place.none')
      : speak(t, column.title === '' ? 'intake:place.letter' : 'intake:place.column', { ...column });
  const words = Object.fromEntries(
    Object.entries(params).map(([name, param]) => [
      name,
      (riskLevels as readonly (string | number)[]).includes(param) ? speak(t, `term:riskLevel.${param}`) : param,
    ]),
  );
  return speak(t, `intake:problem.${key}`, { value, ...words, column: place, defaultValue: key });
}
