import { createContext, use, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocxBlock, DocxBox, DocxCell, DocxParagraph, DocxPart, DocxTable, DocxTableRow } from '../../../db/domain/form/docxForm';
import classes from './DocxSheet.module.css';

/** What the page says of the blanks of a form. */
export interface DocxMarks {
  /** What a blank is for, to be read out. */
  labelOf(place: string): string;
  /** What is written in a blank; undefined while nothing is chosen for it. */
  saidIn(place: string): string | undefined;
  /** Something is wrong there. */
  isNoted(place: string): boolean;
  /** Place that is chosen. */
  chosen: string | null;
  onChoose(place: string): void;
  isRepeated(row: string): boolean;
  onRepeat(row: DocxTableRow, repeated: boolean): void;
}

const Marks = createContext<DocxMarks | null>(null);

interface DocxSheetProps {
  parts: readonly DocxPart[];
  /** Without marks the form is shown as it was filled, to be looked at only. */
  marks: DocxMarks | null;
  label: string;
}

/** A Word form drawn simply: its paragraphs and tables, and every blank as a button. */
export function DocxSheet({ parts, marks, label }: DocxSheetProps) {
  const { t } = useTranslation('component');
  const desk = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const blanks = Array.from(desk.current?.querySelectorAll<HTMLElement>('[data-blank]') ?? []);
    const at = blanks.indexOf(event.target as HTMLElement);
    const next = step === undefined || at < 0 ? undefined : blanks[at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <Marks value={marks}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- the arrows go from blank to blank, or scroll */}
      <div ref={desk} className={classes.desk} role="region" aria-label={label} tabIndex={marks === null ? 0 : undefined} onKeyDown={move}>
        {ordered(parts).map((part) => (
          <section key={part.name} aria-label={partName(t, part)}>
            <p className={classes.part}>{partName(t, part)}</p>
            <div className={part.name === 'document' ? classes.sheet : `${classes.sheet} ${classes.margin}`}>
              <Blocks blocks={part.blocks} />
            </div>
          </section>
        ))}
      </div>
    </Marks>
  );
}

/** Head of the pages, text, foot. */
const ordered = (parts: readonly DocxPart[]): DocxPart[] => {
  const rank = ({ name }: DocxPart): number => (name.startsWith('header') ? 0 : name === 'document' ? 1 : 2);
  return parts.toSorted((a, b) => rank(a) - rank(b));
};

function partName(t: ReturnType<typeof useTranslation<'component'>>['t'], { name }: DocxPart): string {
  return name.startsWith('header') ? t('docx.part.header') : name === 'document' ? t('docx.part.document') : t('docx.part.footer');
}

const Blocks = ({ blocks }: { blocks: readonly DocxBlock[] }) =>
  blocks.map((block) =>
    block.type === 'paragraph' ? (
      <Paragraph key={block.place} {...block} />
    ) : block.type === 'table' ? (
      <Table key={block.place} {...block} />
    ) : (
      <Box key={block.place} {...block} />
    ),
  );

/** A text box, drawn below the paragraph that it hangs on. */
const Box = ({ blocks, blank }: DocxBox) => (
  <div className={classes.box}>{blank === undefined ? <Blocks blocks={blocks} /> : <Blank place={blank} was="" whole />}</div>
);

function Paragraph({ align, size, pieces }: DocxParagraph) {
  const drawn = joined(pieces);
  return (
    <p className={classes.paragraph} data-align={align} style={size === 0 ? undefined : { fontSize: `${Math.min(size, 44) / 26}rem` }}>
      {drawn.map(({ text, bold, blank }, at) =>
        blank === undefined ? (
          // oxlint-disable-next-line react/no-array-index-key -- stretches of one paragraph have no other name
          <span key={at} style={bold ? { fontWeight: 700 } : undefined}>
            {text}
          </span>
        ) : (
          <Blank key={blank} place={blank} was={text} />
        ),
      )}
    </p>
  );
}

/** A blank over several runs is one blank. */
function joined(pieces: DocxParagraph['pieces']): DocxParagraph['pieces'] {
  const found: DocxParagraph['pieces'] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last?.blank !== undefined && last.blank === piece.blank) found[found.length - 1] = { ...last, text: last.text + piece.text };
    else found.push(piece);
  }
  return found;
}

function Table({ widths, rows }: DocxTable) {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return (
    <table className={classes.table}>
      {whole > 0 && (
        <colgroup>
          {widths.map((width, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- columns of a form have no other name
            <col key={at} style={{ width: `${(width / whole) * 100}%` }} />
          ))}
        </colgroup>
      )}
      <tbody>
        {rows.map((row) => (
          <Row key={row.place} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { row: DocxTableRow }) {
  const marks = use(Marks);
  const { t } = useTranslation('component');
  const isRepeated = marks?.isRepeated(row.place) ?? false;
  const cells = row.cells.filter(({ rows }) => rows > 0);
  const number = Number(/\d+$/.exec(row.place)?.[0]);
  return (
    <tr data-repeated={isRepeated || undefined}>
      {cells.map((cell, at) => (
        <Cell key={cell.place} cell={cell} isFirst={at === 0 && marks !== null && row.canRepeat}>
          <label title={t('docx.repeat.title')}>
            <input
              type="checkbox"
              checked={isRepeated}
              onChange={(event) => marks?.onRepeat(row, event.currentTarget.checked)}
              aria-label={t('docx.repeat.label', { row: number, label: row.label })}
            />
            {t('docx.repeat.short')}
          </label>
        </Cell>
      ))}
    </tr>
  );
}

function Cell({ cell, isFirst, children }: { cell: DocxCell; isFirst: boolean; children: React.ReactNode }) {
  return (
    <td className={isFirst ? classes.tick : undefined} colSpan={cell.columns} rowSpan={cell.rows}>
      {isFirst && children}
      {cell.blank === undefined ? <Blocks blocks={cell.blocks} /> : <Blank place={cell.blank} was="" whole />}
    </td>
  );
}

function Blank({ place, was, whole = false }: { place: string; was: string; whole?: boolean }) {
  const marks = use(Marks);
  if (marks === null) return <span>{was}</span>;
  const said = marks.saidIn(place);
  return (
    <button
      type="button"
      className={classes.blank}
      data-blank
      data-whole={whole || undefined}
      data-filled={said !== undefined || undefined}
      data-noted={marks.isNoted(place) || undefined}
      data-chosen={marks.chosen === place || undefined}
      aria-pressed={marks.chosen === place}
      aria-label={marks.labelOf(place)}
      tabIndex={marks.chosen === null || marks.chosen === place ? 0 : -1}
      onClick={() => marks.onChoose(place)}
    >
      {said === undefined ? (was.trim() === '' ? '\u3000\u3000' : was) : /^[□☐▢]$/.test(was) ? `${said} ${was}` : said}
    </button>
  );
}
