import { ActionIcon, Button, Group, SegmentedControl, Text, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowsMaximize, IconArrowsMinimize, IconFileText, IconMinus, IconPlus } from '@tabler/icons-react';
import { useCallback, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fittingScale, PdfPages, type PagesHandle } from '../../components/paper/PdfPages';
import classes from './Filing.module.css';
import { PageNumber } from './PageNumber';
import type { Draft } from './papers';
import type { Paged } from './usePages';

interface PaperViewProps {
  /** Read out as the frame's name. */
  title: string;
  view: Pick<Draft, 'html' | 'paper'>;
  /** The print, page by page, where it is there. */
  paged: Paged;
  /** The answer to something older is still shown. */
  isOld?: boolean;
  wide: boolean;
  onWide: (wide: boolean) => void;
  /** Left in the line above the paper. */
  children?: ReactNode;
}

const millimetre = 96 / 25.4;
/** Ground to be seen at both sides of a sheet, and the bar for scrolling. */
const around = 12 * millimetre + 16;
const steps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.25, 1.5, 2];

const widthOf = ({ size, orientation }: Draft['paper']): number => {
  const [short, long] = size === 'A3' ? [297, 420] : [210, 297];
  return (orientation === 'portrait' ? short : long) * millimetre;
};

/** Sheets that are turned inside an upright paper are shown smaller while the whole width fits, so that nothing has to be pushed sideways. */
const fitted = ({ html, paper }: Pick<Draft, 'html' | 'paper'>): string =>
  paper.orientation === 'portrait'
    ? html.replace(
        '</style>',
        `@media screen{.paper.landscape{zoom:${(widthOf(paper) / widthOf({ ...paper, orientation: 'landscape' })).toFixed(4)}}}</style>`,
      )
    : html;

/** A paper as it is printed: page by page, and while something is typed as one quick sheet in a frame that runs no scripts. */
export function PaperView({ title, view, paged, isOld = false, wide, onWide, children }: PaperViewProps) {
  const { t } = useTranslation('filing');
  const { ref, ...measured } = useElementSize<HTMLDivElement>();
  // Until the place has been measured.
  const { width, height } = measured.width > 0 ? measured : { width: 640, height: 480 };
  const [zoom, setZoom] = useState<'fit' | number>('fit');
  // Another paper begins at its first page; the same one, printed anew, stays where it was read.
  const [read, setRead] = useState({ title, page: 0 });
  const page = read.title === title ? read.page : 0;
  const setPage = useCallback((next: number) => setRead({ title, page: next }), [title]);
  const pages = useRef<PagesHandle>(null);
  const { shown } = paged;
  const fitting = shown ? fittingScale(width, shown.first.width) : Math.min(1.2, width / (widthOf(view.paper) + around));
  const scale = zoom === 'fit' ? fitting : zoom;
  const step = (direction: 1 | -1) => {
    const next = direction === 1 ? steps.find((at) => at > scale + 0.01) : steps.findLast((at) => at < scale - 0.01);
    if (next !== undefined) setZoom(next);
  };
  const byKey = (event: KeyboardEvent) => {
    if (!event.ctrlKey) return;
    if (event.key === '+' || event.key === '=') step(1);
    else if (event.key === '-') step(-1);
    else if (event.key === '0') setZoom('fit');
    else return;
    event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl with + - 0 works wherever the focus is in the view
    <section className={classes.view} aria-label={t('preview.label')} onKeyDown={byKey}>
      <Group justify="space-between" gap="xs" className={classes.viewHead}>
        <Group gap="xs" wrap="nowrap" miw={0}>
          {children}
          {paged.isPending && (
            <Text size="xs" c="dimmed" role="status">
              {t('preview.paging')}
            </Text>
          )}
        </Group>
        <Group gap={4} wrap="nowrap">
          {shown && <PageNumber page={page} pages={shown.pdf.pages} onShow={(next) => pages.current?.show(next)} />}
          <SegmentedControl
            size="xs"
            aria-label={t('preview.zoom')}
            value={zoom === 'fit' ? 'fit' : zoom === 1 ? 'whole' : 'other'}
            onChange={(value) => setZoom(value === 'fit' ? 'fit' : 1)}
            data={[
              { value: 'fit', label: t('preview.fit') },
              { value: 'whole', label: t('preview.whole') },
            ]}
          />
          <ActionIcon onClick={() => step(-1)} aria-label={t('preview.smaller')}>
            <IconMinus size={16} />
          </ActionIcon>
          <output className={classes.zoom}>{Math.round(scale * 100)}%</output>
          <ActionIcon onClick={() => step(1)} aria-label={t('preview.larger')}>
            <IconPlus size={16} />
          </ActionIcon>
          <Tooltip position="bottom" label={t(paged.isWanted ? 'preview.flow' : 'preview.pages')}>
            <ActionIcon onClick={() => paged.want(!paged.isWanted)} aria-pressed={paged.isWanted} aria-label={t('preview.pages')}>
              <IconFileText size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip position="bottom" label={t(wide ? 'preview.narrow' : 'preview.wide')}>
            <ActionIcon onClick={() => onWide(!wide)} aria-pressed={wide} aria-label={t('preview.wide')}>
              {wide ? <IconArrowsMinimize size={16} /> : <IconArrowsMaximize size={16} />}
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      <div ref={ref} className={classes.desk} data-old={isOld || undefined}>
        {shown ? (
          <PdfPages
            key={title}
            title={title}
            pdf={shown.pdf}
            first={shown.first}
            scale={scale}
            fits={zoom === 'fit'}
            at={Math.min(page, shown.pdf.pages - 1)}
            onPage={setPage}
            handle={pages}
          />
        ) : (
          <iframe
            className={classes.sheet}
            title={title}
            sandbox=""
            srcDoc={zoom === 'fit' ? fitted(view) : view.html}
            style={{ width: width / scale, height: height / scale, transform: `scale(${scale})` }}
          />
        )}
      </div>
      {paged.note !== null && (
        <Text size="xs" c="dimmed" className={classes.viewFoot}>
          {paged.note}
        </Text>
      )}
    </section>
  );
}

/** A line above an issued paper that leads back to the draft. */
export function BackToDraft({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('filing');
  return (
    <Button size="compact-sm" variant="default" onClick={onBack}>
      {t('preview.toDraft')}
    </Button>
  );
}
