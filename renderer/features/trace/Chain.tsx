import { useTranslation } from 'react-i18next';
import type { TraceHolder, TraceLink, TracePerson } from '../../../db/domain/responsibility/trace';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import classes from './Trace.module.css';
import { usePlaceWord } from './words';

/** A line of the chain: somebody at a place, or nobody. */
export interface ChainRow {
  key: string;
  link: TraceLink;
  holder: TraceHolder | null;
  person: TracePerson | null;
}

/** One line per place and person, from whoever stands nearest to the head of the enterprise. */
export function rowsOf(links: readonly TraceLink[], people: readonly TracePerson[]): ChainRow[] {
  const known = new Map(people.map((person) => [person.id, person]));
  return links.flatMap((link, at): ChainRow[] =>
    link.holders.length === 0
      ? [{ key: String(at), link, holder: null, person: null }]
      : link.holders.map((holder, within) => ({
          key: `${at}-${within}`,
          link,
          holder,
          person: known.get(holder.personId ?? '') ?? null,
        })),
  );
}

interface ChainProps {
  rows: readonly ChainRow[];
  openKey: string | null;
  onOpen: (row: ChainRow) => void;
  /** Somebody stands beside it: what the panel says is left out. */
  isNarrow: boolean;
}

/** Who was responsible, level by level, with list, letter and what is missing. */
export function Chain({ rows, openKey, onOpen, isNarrow }: ChainProps) {
  const { t } = useTranslation(['trace', 'term']);
  const placeWord = usePlaceWord();
  const columns: SimpleColumn<ChainRow>[] = [
    { id: 'place', title: t('place'), width: '11rem', render: ({ link }) => placeWord(link) },
    {
      id: 'name',
      title: t('name'),
      width: '6rem',
      render: ({ holder, person }) =>
        holder === null ? (
          t('nobody')
        ) : (
          <>
            {holder.name}
            {person && person.nameNow !== person.name && <span className={classes.below}>{t('renamed', { name: person.nameNow })}</span>}
            {person?.leftOn && <span className={classes.below}>{t('left', { day: person.leftOn })}</span>}
          </>
        ),
    },
    {
      id: 'where',
      title: t('where'),
      width: '12rem',
      render: ({ holder }) => holder && [holder.department, holder.title || holder.post].filter((word) => word !== '').join(' '),
    },
    {
      id: 'basis',
      title: t('basis'),
      width: '10rem',
      render: ({ holder }) =>
        holder && (
          <>
            {t(`term:traceBasis.${holder.basis}`)}
            {holder.documentNumber !== '' && <span className={classes.below}>{holder.documentNumber}</span>}
            {holder.since !== null && <span className={classes.below}>{t('since', { day: holder.since })}</span>}
          </>
        ),
    },
    {
      id: 'list',
      title: t('list'),
      width: '11rem',
      render: ({ holder }) =>
        holder?.list && (
          <>
            {holder.list.title} {t('version', { version: holder.list.version })}
            {holder.acknowledgedOn !== null && <span className={classes.below}>{t('read', { day: holder.acknowledgedOn })}</span>}
          </>
        ),
    },
    {
      id: 'letter',
      title: t('letter'),
      width: '9rem',
      render: ({ person }) =>
        person?.letter && (
          <>
            {person.letter.number}
            <span className={classes.below}>
              {person.letter.signedOn === null ? t('unsigned') : t('signed', { day: person.letter.signedOn })}
            </span>
          </>
        ),
    },
    {
      id: 'state',
      title: t('state'),
      render: ({ link, holder }) =>
        (holder === null ? link.gaps : holder.gaps).map((gap) => (
          <span key={gap} className={classes.gap}>
            {t(`term:traceGap.${gap}`)}
          </span>
        )),
    },
  ];
  const shown = isNarrow ? columns.filter(({ id }) => id !== 'basis' && id !== 'list' && id !== 'letter') : columns;
  return <SimpleTable label={t('chain')} columns={shown} rows={rows} keyOf={({ key }) => key} openKey={openKey} onOpen={onOpen} />;
}
