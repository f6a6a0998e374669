import { ActionIcon, Menu } from '@mantine/core';
import { IconPhotoDown } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, useTask } from './api';
import { chartSvg, pngOf, type LegendEntry } from './components/chartPicture';
import { showChanged } from './notice';

interface PicturedProps {
  /** Stands over the picture and names its file. */
  title: string;
  legend?: readonly LegendEntry[];
  /** The image under the drawing, as data; null for white paper. */
  below?: () => Promise<string | null>;
  /** Takes the room that its place has, rather than what the chart needs. */
  fills?: boolean;
  /** Where the button stands: over the chart, on the line above it, in its lower corner, or in the corner below its axes; then the chart fills its place. */
  place?: 'over' | 'above' | 'corner' | 'inside';
  /** A chart that is drawn as svg, or a table that is read as a picture. */
  children: ReactNode;
}

const places = {
  over: { insetInlineStart: 0, insetBlockStart: 0 },
  above: { insetInlineEnd: 0, insetBlockStart: '-2.125rem' },
  corner: { insetInlineStart: 0, insetBlockEnd: 0 },
  inside: { insetInlineStart: '0.5rem', insetBlockEnd: '0.5rem' },
} as const;

/** A chart that can be copied as a picture, to be pasted into a letter, or saved as png or svg. */
export function Pictured({ title, legend = [], below, fills = false, place = 'over', children }: PicturedProps) {
  const { t } = useTranslation('component');
  const chart = useRef<HTMLDivElement>(null);
  const filling = place === 'corner' ? { height: '100%' } : {};
  const store = useTask('picture.save', { title: t('picture.task') });
  const drawn = async () => {
    const image = await below?.();
    return chart.current ? chartSvg(chart.current, title, legend, image) : null;
  };
  const say = (message: string) => showChanged({ changed: 0, message, undo: undefined });
  const copy = async () => {
    const svg = await drawn();
    if (svg === null) return;
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(svg) })]);
      say(t('picture.copied'));
    } catch {
      say(t('picture.notCopied'));
    }
  };
  const save = async (kind: 'png' | 'svg') => {
    const svg = await drawn();
    if (svg === null) return;
    const bytes = kind === 'svg' ? new TextEncoder().encode(svg.text).buffer : await (await pngOf(svg)).arrayBuffer();
    const reply = await store.run({ name: title, kind, bytes, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('picture.saved', { file: reply.data.file }), reply.data.file);
  };
  return (
    <div style={{ position: 'relative', minWidth: 0, ...(fills ? { flex: 1, minHeight: 0, display: 'flex' } : {}), ...filling }}>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="default"
            size="sm"
            aria-label={t('picture.menu', { title })}
            style={{ position: 'absolute', ...places[place], zIndex: 1 }}
          >
            <IconPhotoDown size={15} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void copy()}>{t('picture.copy')}</Menu.Item>
          <Menu.Item onClick={() => void save('png')}>{t('picture.png')}</Menu.Item>
          <Menu.Item onClick={() => void save('svg')}>{t('picture.svg')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <div ref={chart} style={fills ? { display: 'contents' } : filling}>
        {children}
      </div>
    </div>
  );
}
