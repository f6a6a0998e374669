import { Loader, SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocxPart } from '../../../db/domain/form/docxForm';
import { DocxSheet } from '../paper/DocxSheet';
import { fittingScale, PdfPages, type PagesHandle } from '../paper/PdfPages';
import { usePdf } from '../paper/usePdf';
import { previewKind } from './kind';
import classes from './Preview.module.css';

export interface PreviewFile {
  name: string;
  sha256: string;
  mediaType: string;
}

/** What was read of a file; `words` say why it cannot be. */
export type Seen =
  | { kind: 'text'; parts: readonly DocxPart[]; isCut: boolean }
  | { kind: 'sheets'; names: readonly string[]; at: number; rows: readonly (readonly string[])[]; total: number; columns: number }
  | { kind: 'failed'; words: string };

interface PreviewProps {
  file: PreviewFile;
  /** Reads words or cells; of a workbook one sheet. */
  read: (file: PreviewFile, sheet: number) => Promise<Seen>;
}

/** A file as it can be looked at here: pictures, pages of a pdf, words of a docx, cells of a workbook. Nothing in it runs. */
export function Preview({ file, read }: PreviewProps) {
  const { t } = useTranslation('component');
  const kind = previewKind(file);
  return (
    <div className={classes.body}>
      {kind === 'picture' ? (
        <Picture file={file} />
      ) : kind === 'pdf' ? (
        <Pages file={file} />
      ) : kind === 'read' ? (
        <Contents file={file} read={read} />
      ) : (
        <p className={classes.said}>{t('preview.none')}</p>
      )}
    </div>
  );
}

/** As large as there is room; pressed, as large as it is. */
function Picture({ file: { name, sha256 } }: { file: PreviewFile }) {
  const { t } = useTranslation('component');
  const [whole, setWhole] = useState(false);
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <p className={classes.said}>{t('preview.broken')}</p>;
  return (
    <div className={classes.picture} data-whole={whole || undefined}>
      <button type="button" onClick={() => setWhole(!whole)} aria-pressed={whole}>
        <img src={`app://attachment/${sha256}`} alt={name} onError={() => setBroken(true)} />
      </button>
    </div>
  );
}

function Pages({ file: { name, sha256 } }: { file: PreviewFile }) {
  const { t } = useTranslation('component');
  const { shown, isBroken } = usePdf(`app://attachment/${sha256}`);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const handle = useRef<PagesHandle>(null);
  if (isBroken) return <p className={classes.said}>{t('preview.broken')}</p>;
  return (
    <div ref={ref} style={{ display: 'flex', flexDirection: 'column' }}>
      {shown && width > 0 ? (
        <PdfPages
          key={shown.url}
          title={name}
          pdf={shown.pdf}
          first={shown.first}
          scale={fittingScale(width, shown.first.width)}
          fits
          at={0}
          onPage={nothing}
          handle={handle}
        />
      ) : (
        <Loader size="sm" m="auto" aria-label={t('preview.reading')} />
      )}
    </div>
  );
}
const nothing = () => {};

function Contents({ file, read }: PreviewProps) {
  const { t } = useTranslation('component');
  const [sheet, setSheet] = useState(0);
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    let isHere = true;
    void read(file, sheet).then((found) => isHere && setSeen(found));
    return () => {
      isHere = false;
    };
  }, [file, read, sheet]);
  if (seen === null) return <Loader size="sm" m="auto" aria-label={t('preview.reading')} />;
  if (seen.kind === 'failed') return <p className={classes.said}>{seen.words}</p>;
  if (seen.kind === 'text')
    return (
      <>
        <p className={classes.said}>{t(seen.isCut ? 'preview.cutText' : 'preview.plain')}</p>
        <div className={classes.text}>
          <DocxSheet parts={seen.parts} marks={null} label={file.name} />
        </div>
      </>
    );
  const { names, rows, total, columns } = seen;
  const shownColumns = Math.max(0, ...rows.map((row) => row.length));
  return (
    <>
      {names.length > 1 && (
        <div className={classes.said}>
          <SegmentedControl
            size="xs"
            aria-label={t('preview.sheets')}
            value={String(seen.at)}
            onChange={(value) => setSheet(Number(value))}
            data={names.map((label, at) => ({ value: String(at), label }))}
          />
        </div>
      )}
      {(total > rows.length || columns > shownColumns) && (
        <p className={classes.said}>{t('preview.cutRows', { rows: total, columns, shownRows: rows.length, shownColumns })}</p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- rows are scrolled by keyboard */}
      <div className={classes.sheet} tabIndex={0} role="region" aria-label={names[seen.at]}>
        <table>
          <tbody>
            {rows.map((row, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows of a sheet have no other name
              <tr key={at}>
                <th scope="row">{at + 1}</th>
                {Array.from({ length: shownColumns }, (_, column) => (
                  <td key={column}>{row[column] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
