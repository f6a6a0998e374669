import { Button, SegmentedControl } from '@mantine/core';
import { IconPrinter, IconSitemap } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boxWidth, chartKinds, lineHeight, type ChartKind, type ChartPicture } from '../../../db/domain/organization/chart';
import { showSaved, useApi, useTask } from '../../api';
import { useToday } from '../../choices';
import { DayInput } from '../../components/DayInput';
import { EmptyState } from '../../components/EmptyState';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import classes from './Chart.module.css';

const sizes = ['A3', 'A4'] as const;

/** 组织机构图 and 安全生产管理网络图 with the departments, offices and names of a day. */
export default function ChartPage() {
  const { t } = useTranslation('organization');
  const today = useToday();
  const [kind, setKind] = useState<ChartKind>('safety');
  const [day, setDay] = useState<string | null>(null);
  const on = day ?? today;
  const chart = useApi(
    'chart.get',
    { kind, ...(on === '' ? {} : { day: on }) },
    {
      keep: true,
      subjects: ['department', 'departmentName', 'person', 'assignment', 'post', 'appointment', 'safetyBody', 'enterprise'],
    },
  );
  const print = useTask('chart.print', { title: t('chart.task') });
  const onPrint = (size: (typeof sizes)[number]) =>
    void print.run({ kind, day: on, size, file: '' }).then((reply) => {
      if (reply.ok && reply.data.file !== null) showSaved(t('chart.saved'), reply.data.file);
    });
  if (chart.isError) return <Refused failure={chart.error.failure} onRetry={() => void chart.refetch()} />;
  return (
    <section className={classes.page}>
      <PageHead title={t('chart.title')} note={t('chart.note')}>
        {sizes.map((size) => (
          <Needs key={size} needs="chart.print">
            <Button
              variant="default"
              loading={print.running}
              leftSection={<IconPrinter size={15} aria-hidden />}
              onClick={() => onPrint(size)}
            >
              {t('chart.print', { size })}
            </Button>
          </Needs>
        ))}
      </PageHead>
      <div className={classes.tools}>
        <SegmentedControl
          aria-label={t('chart.title')}
          value={kind}
          onChange={(value) => setKind(value as ChartKind)}
          data={chartKinds.map((value) => ({ value, label: t(`chart.kind.${value}`) }))}
        />
        <DayInput aria-label={t('chart.day')} value={on === '' ? null : on} onChange={setDay} clearable={false} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the chart is scrolled by keyboard */}
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t(`chart.kind.${kind}`)}>
        {chart.data &&
          (chart.data.boxes.length === 0 ? (
            <EmptyState
              title={t('chart.emptyTitle')}
              text={t('chart.emptyText')}
              icon={<IconSitemap size={32} stroke={1.4} aria-hidden />}
            />
          ) : (
            <Drawn picture={chart.data} />
          ))}
      </div>
    </section>
  );
}

function Drawn({ picture: { title, width, height, boxes, strokes } }: { picture: ChartPicture }) {
  return (
    <svg
      className={classes.chart}
      role="img"
      aria-label={title}
      width={width + 2}
      height={height + 2}
      viewBox={`-1 -1 ${width + 2} ${height + 2}`}
    >
      {strokes.map(({ x1, y1, x2, y2 }) => (
        <path key={`${x1} ${y1} ${x2} ${y2}`} d={`M${x1} ${y1}L${x2} ${y2}`} />
      ))}
      {boxes.map(({ x, y, height: tall, lines }) => (
        <g key={`${x} ${y}`} transform={`translate(${x} ${y})`}>
          <rect width={boxWidth} height={tall} rx={3} />
          {lines.map((line, at) => (
            // Lines of a box never change places.
            // oxlint-disable-next-line react/no-array-index-key
            <text key={at} x={boxWidth / 2} y={6 + lineHeight * (at + 0.75)} data-head={at === 0 || undefined}>
              {line}
            </text>
          ))}
        </g>
      ))}
    </svg>
  );
}
