import { riskLevels, type RiskLevel } from '../../../db/domain/risk/scale';
import type { Compared } from './round';

/** A level, or the outside from which a risk comes and into which it goes. */
export type FlowEnd = RiskLevel | 'outside';
export interface Flow {
  from: FlowEnd;
  to: FlowEnd;
  count: number;
}

/** Ends from top to bottom: highest level first, the outside last. */
export const flowEnds = [...riskLevels, 'outside'] as const;

/** The flows between two rounds as they are drawn: where there is no level, a risk comes from or goes to the outside. */
export const flowsOf = ({ flows }: Pick<Compared, 'flows'>): Flow[] =>
  flows.map(({ from, to, count }) => ({ from: from ?? 'outside', to: to ?? 'outside', count }));

export interface Node {
  end: FlowEnd;
  top: number;
  height: number;
  count: number;
}
export interface Band {
  flow: Flow;
  fromTop: number;
  toTop: number;
  thickness: number;
}
export interface FlowLayout {
  left: Node[];
  right: Node[];
  bands: Band[];
  height: number;
}

/** Places nodes and bands; the thickness of a band grows with its number, and a single risk can still be seen. */
export function layoutFlows(flows: readonly Flow[], { height = 240, gap = 12, thinnest = 3 } = {}): FlowLayout {
  const total = Math.max(
    1,
    flows.reduce((sum, { count }) => sum + count, 0),
  );
  const sizes = new Map(flows.map((flow) => [flow, Math.max(thinnest, (flow.count / total) * height)]));
  const column = (side: 'from' | 'to'): Node[] => {
    let top = 0;
    return flowEnds.flatMap((end) => {
      const own = flows.filter((flow) => flow[side] === end);
      if (own.length === 0) return [];
      const size = own.reduce((sum, flow) => sum + sizes.get(flow)!, 0);
      const node = { end, top, height: size, count: own.reduce((sum, { count }) => sum + count, 0) };
      // A node is never lower than the words beside it.
      top += Math.max(size, 18) + gap;
      return [node];
    });
  };
  const left = column('from');
  const right = column('to');
  const used = { from: new Map<FlowEnd, number>(), to: new Map<FlowEnd, number>() };
  const next = (side: 'from' | 'to', end: FlowEnd, size: number, nodes: readonly Node[]): number => {
    const offset = used[side].get(end) ?? 0;
    used[side].set(end, offset + size);
    return (nodes.find((node) => node.end === end)?.top ?? 0) + offset;
  };
  const bands = flows.map((flow): Band => {
    const thickness = sizes.get(flow)!;
    return { flow, thickness, fromTop: next('from', flow.from, thickness, left), toTop: next('to', flow.to, thickness, right) };
  });
  const bottom = (nodes: readonly Node[]) => Math.max(0, ...nodes.map((node) => node.top + Math.max(node.height, 18)));
  return { left, right, bands, height: Math.max(bottom(left), bottom(right)) };
}
