import { Button, Group, Radio } from '@mantine/core';
import { fieldName, valueText } from '../../../db/domain/fieldWords';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { sayIn } from '../../components/speak';
import classes from './Copies.module.css';
import { useCopyWords, type Row, type Side } from './words';

type Field = Row['fields'][number];
const sides: readonly Side[] = ['mine', 'theirs'];

interface CopyDetailProps {
  row: Row;
  /** Records that nobody has decided. */
  open: number;
  onDecide: (side: Side | null, field?: string) => void;
  onNext: () => void;
}

/** One record field by field: what it was, what it is here and there, who made it so, and which of them stays. */
export function CopyDetail({ row, open, onDecide, onNext }: CopyDetailProps) {
  const { t, touched } = useCopyWords();
  const { verdict, note, renumber } = row;
  return (
    <div className={classes.detail}>
      <dl className={classes.sides}>
        {sides.map((side) => (
          <div key={side} style={{ display: 'contents' }}>
            <dt>{t(`side.${side}`)}</dt>
            <dd>{touched(row[side])}</dd>
          </div>
        ))}
      </dl>
      <p>
        {t(`happened.${verdict}`)}
        {note !== '' && <span className={classes.quiet}> · {t(`note.${note}`)}</span>}
      </p>
      {renumber && <p className={classes.quiet}>{t(`detail.renumber.${renumber.side}`, renumber)}</p>}
      {row.choices.length > 0 && <Whole row={row} onDecide={onDecide} />}
      <Fields row={row} onDecide={onDecide} />
      {open > (row.isOpen ? 1 : 0) && (
        <div className={classes.foot}>
          <Button variant="default" onClick={onNext}>
            {t('detail.next')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The whole record as on one side, or as proposed. */
function Whole({ row, onDecide }: { row: Row; onDecide: (side: Side | null) => void }) {
  const { t } = useCopyWords();
  const hasFields = row.fields.some(({ from }) => from === 'conflict');
  const proposed =
    row.verdict !== 'conflict'
      ? t('choice.asProposed', { what: t(`proposed.${row.verdict}`) })
      : t(hasFields ? 'choice.byField' : 'choice.later');
  return (
    <Radio.Group label={t('detail.whole')} value={row.decision ?? ''} onChange={(value) => onDecide(value === '' ? null : (value as Side))}>
      <Group gap="md" mt={4}>
        <Radio value="" label={proposed} />
        {row.choices.map((side) => (
          <Radio key={side} value={side} label={t(`choice.${side}`)} />
        ))}
      </Group>
    </Radio.Group>
  );
}

function Fields({ row, onDecide }: { row: Row; onDecide: (side: Side, field: string) => void }) {
  const { t } = useCopyWords();
  const say = sayIn(t);
  const text = ({ field }: Field, value: unknown) => valueText(say, field, value, row.names);
  const column = (side: Side): SimpleColumn<Field> => ({
    id: side,
    title: t(`side.${side}`),
    width: '33%',
    render: (field) =>
      field.from === 'conflict' && row.choices.length > 0 ? (
        <Radio
          name={`${row.id} ${field.field}`}
          checked={field.decision === side}
          onChange={() => onDecide(side, field.field)}
          label={<span className={classes.value}>{text(field, field[side])}</span>}
        />
      ) : (
        <span className={classes.value} data-stays={stays(row, field) === side}>
          {text(field, field[side])}
        </span>
      ),
  });
  const isMade = row.fields.every(({ base }) => base === null);
  const columns: SimpleColumn<Field>[] = [
    { id: 'field', title: t('detail.field'), width: '6rem', render: ({ field }) => fieldName(say, field) },
    ...(isMade
      ? []
      : [
          {
            id: 'base',
            title: t('detail.base'),
            width: '18%',
            render: (field: Field) => <span className={classes.value}>{text(field, field.base)}</span>,
          },
        ]),
    ...sides.filter((side) => isThere(row, side)).map(column),
  ];
  return (
    <SimpleTable
      label={t('detail.fieldsLabel')}
      columns={columns}
      rows={row.fields}
      keyOf={({ field }) => field}
      empty={<p className={classes.quiet}>{t('detail.noFields')}</p>}
    />
  );
}

/** The record is on that side: neither removed there nor made on the other side only. */
function isThere(row: Row, side: Side): boolean {
  const other = side === 'mine' ? row.theirs : row.mine;
  const own = row[side];
  return own === null ? other?.kind !== 'created' : own.kind !== 'removed';
}

/** Whose value of a field stays as things stand. */
function stays({ decision, verdict }: Row, { from, decision: own }: Field): Side | null {
  if (decision !== null) return decision;
  if (from === 'conflict') return own;
  return verdict === 'removedThere' || verdict === 'removedHere' ? null : from;
}
