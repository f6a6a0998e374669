import { useTranslation } from 'react-i18next';
import { Pictured } from '../../picture';
import { flowEnds, layoutFlows, type Flow, type FlowEnd, type Node } from './flow';
import classes from './Figures.module.css';

interface FlowPictureProps {
  flows: readonly Flow[];
  earlier: string;
  later: string;
}

const width = 640;
const side = 118;
const thick = 12;
const head = 26;

/** From the levels of one round to those of another; the table below says the same. */
export function FlowPicture({ flows, earlier, later }: FlowPictureProps) {
  const { t } = useTranslation(['round', 'term']);
  const { left, right, bands, height } = layoutFlows(flows);
  const name = (end: FlowEnd, isEarlier: boolean) =>
    end === 'outside' ? t(isEarlier ? 'flow.new' : 'flow.gone') : t(`term:riskLevel.${end}`);
  const from = side + thick;
  const to = width - side - thick;
  const middle = (from + to) / 2;
  const path = (a: number, b: number, size: number) =>
    `M${from},${a} C${middle},${a} ${middle},${b} ${to},${b} L${to},${b + size} C${middle},${b + size} ${middle},${a + size} ${from},${a + size} Z`;
  const level = (end: FlowEnd) => (end === 'outside' ? undefined : end);
  const node = (entry: Node, x: number) => (
    <rect key={entry.end} data-node data-level={level(entry.end)} x={x} y={head + entry.top} width={thick} height={entry.height} rx={2} />
  );
  return (
    <div className={classes.pair}>
      <Pictured title={`${t('flow.title')} ${earlier}—${later}`}>
        <svg className={classes.flow} viewBox={`0 0 ${width} ${head + height + 8}`} role="img" aria-label={t('flow.title')}>
          <text x={from} y={14} textAnchor="end" fontWeight={600}>
            {earlier}
          </text>
          <text x={to} y={14} fontWeight={600}>
            {later}
          </text>
          {bands.map(({ flow, fromTop, toTop, thickness }) => (
            <path
              key={`${flow.from}-${flow.to}`}
              d={path(head + fromTop, head + toTop, thickness)}
              data-band={flow.from === flow.to ? 'same' : 'moved'}
              data-level={level(flow.to === 'outside' ? flow.from : flow.to)}
            >
              <title>{t('flow.band', { from: name(flow.from, true), to: name(flow.to, false), count: flow.count })}</title>
            </path>
          ))}
          {left.map((entry) => node(entry, from - thick))}
          {right.map((entry) => node(entry, to))}
          {left.map((entry) => (
            <text key={entry.end} x={from - thick - 8} y={head + entry.top + Math.max(entry.height, 18) / 2 + 4} textAnchor="end">
              {t('flow.node', { name: name(entry.end, true), count: entry.count })}
            </text>
          ))}
          {right.map((entry) => (
            <text key={entry.end} x={to + thick + 8} y={head + entry.top + Math.max(entry.height, 18) / 2 + 4}>
              {t('flow.node', { name: name(entry.end, false), count: entry.count })}
            </text>
          ))}
        </svg>
      </Pictured>
      <FlowTable flows={flows} name={name} />
    </div>
  );
}

function FlowTable({ flows, name }: { flows: readonly Flow[]; name: (end: FlowEnd, isEarlier: boolean) => string }) {
  const { t } = useTranslation('round');
  const count = (from: FlowEnd, to: FlowEnd) => flows.find((flow) => flow.from === from && flow.to === to)?.count ?? 0;
  return (
    <table className={classes.figures} aria-label={t('flow.table')}>
      <thead>
        <tr>
          <th scope="col">{t('flow.corner')}</th>
          {flowEnds.map((end) => (
            <th key={end} scope="col">
              {name(end, false)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {flowEnds.map((from) => (
          <tr key={from}>
            <th scope="row">{name(from, true)}</th>
            {flowEnds.map((to) => (
              <td key={to} data-same={from === to || undefined}>
                {from === 'outside' && to === 'outside' ? '' : count(from, to) || ''}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
