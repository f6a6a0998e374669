import { Anchor, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Data } from '../../api';
import classes from './Cross.module.css';
import { useFigureName } from '../../components/figureName';
import { StateBadge } from './StateBadge';

type Table = Data<'filing.crossTable'>['tables'][number];
type Column = Table['columns'][number];

interface CrossTableProps {
  table: Table;
  /** Opens the paper of a column; the round for one without an id. */
  onOpen: (column: Column) => void;
}

/** Figures down, what states them across: what differs from the first says so in words. */
export function CrossTable({ table: { round, columns, rows, differing }, onOpen }: CrossTableProps) {
  const { t } = useTranslation('filing');
  const figureName = useFigureName();
  const title = round === null ? t('cross.register') : `${round.no} ${round.name}`;
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      {columns.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('cross.noPapers')}
        </Text>
      ) : (
        <p className={classes.result} data-differing={differing > 0 || undefined}>
          {differing > 0 ? <IconAlertTriangle size={18} aria-hidden /> : <IconCircleCheck size={18} aria-hidden />}
          <span>{differing > 0 ? t('cross.differing', { count: differing }) : t('cross.agreed')}</span>
        </p>
      )}
      {columns.length > 0 && (
        <div className={classes.scroller}>
          <table className={classes.cross} aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{t('cross.figure')}</th>
                {columns.map((column) => (
                  <th key={`${column.kind} ${column.id ?? ''}`} scope="col">
                    <Head column={column} onOpen={() => onOpen(column)} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ kind, key, expected, values, entered }) => (
                <tr key={`${kind} ${key}`} data-kind={kind}>
                  <th scope="row">{kind === 'figure' ? figureName(key) : key}</th>
                  {values.map((value, at) => {
                    const column = columns[at]!;
                    const own = entered[at];
                    const differs = value !== null && value !== expected;
                    return (
                      <td key={`${column.kind} ${column.id ?? ''}`} data-differs={differs || undefined}>
                        {differs ? <b>{value}</b> : (value ?? '—')}
                        {differs && <small>{t('cross.expected', { expected })}</small>}
                        {own && (
                          <small title={t('cross.why', { reason: own.reason, by: own.by })}>
                            {t('cross.counted', { computed: own.computed })}
                          </small>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Head({ column: { kind, code, number, state }, onOpen }: { column: Column; onOpen: () => void }) {
  const { t } = useTranslation('filing');
  const name = kind === 'round' ? t('cross.round') : number === '' ? t('cross.ownConclusion') : number;
  return (
    <div className={classes.head}>
      <Anchor component="button" type="button" size="sm" onClick={onOpen}>
        {name}
      </Anchor>
      {kind === 'paper' && state !== null && <StateBadge state={state} />}
      {kind === 'paper' && (code === 'signoff' || code === 'map') && <small>{t(`${code}.title`)}</small>}
      {kind === 'conclusion' && number !== '' && <small>{t('cross.conclusion')}</small>}
    </div>
  );
}
