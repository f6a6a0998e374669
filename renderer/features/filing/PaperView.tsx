import { ActionIcon, Button, Group, SegmentedControl, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowsMaximize, IconArrowsMinimize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Filing.module.css';
import type { Draft } from './papers';

interface PaperViewProps {
  /** Read out as the frame's name. */
  title: string;
  view: Pick<Draft, 'html' | 'paper'>;
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

/** A paper as it will be printed, in a frame of its own that runs no scripts. */
export function PaperView({ title, view, isOld = false, wide, onWide, children }: PaperViewProps) {
  const { t } = useTranslation('filing');
  const { ref, ...measured } = useElementSize<HTMLDivElement>();
  // Until the place has been measured.
  const { width, height } = measured.width > 0 ? measured : { width: 640, height: 480 };
  const [zoom, setZoom] = useState<'fit' | number>('fit');
  const fitting = Math.min(1.2, width / (widthOf(view.paper) + around));
  const scale = zoom === 'fit' ? fitting : zoom;
  const step = (direction: 1 | -1) => {
    const next = direction === 1 ? steps.find((at) => at > scale + 0.01) : steps.findLast((at) => at < scale - 0.01);
    if (next !== undefined) setZoom(next);
  };
  return (
    <section className={classes.view} aria-label={t('preview.label')}>
      <Group justify="space-between" gap="xs" className={classes.viewHead}>
        <Group gap="xs" wrap="nowrap" miw={0}>
          {children}
        </Group>
        <Group gap={4} wrap="nowrap">
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
          <Tooltip position="bottom" label={t(wide ? 'preview.narrow' : 'preview.wide')}>
            <ActionIcon onClick={() => onWide(!wide)} aria-pressed={wide} aria-label={t('preview.wide')}>
              {wide ? <IconArrowsMinimize size={16} /> : <IconArrowsMaximize size={16} />}
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      <div ref={ref} className={classes.desk} data-old={isOld || undefined}>
        <iframe
          className={classes.sheet}
          title={title}
          sandbox=""
          srcDoc={zoom === 'fit' ? fitted(view) : view.html}
          style={{ width: width / scale, height: height / scale, transform: `scale(${scale})` }}
        />
      </div>
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
