import { whole, type Corner } from '../../db/domain/map/outline';
import { emptyRisk } from '../../db/domain/risk/risk';
import { benchHost, generated, type BenchMachine } from './generate';
import { held, type Measured } from './measure';
import { start, type MapFrames, type Runtime } from './start';

const columns = 20;
const levels = [
  { l: 10, e: 6, c: 15 },
  { l: 6, e: 6, c: 7 },
  { l: 3, e: 6, c: 7 },
  { l: 1, e: 1, c: 3 },
] as const;

/** An area of the grid, its corners cut off on one side. */
function outlineAt(index: number, rows: number): Corner[] {
  const [wide, high] = [whole / columns, whole / rows];
  const [left, top] = [(index % columns) * wide, Math.floor(index / columns) * high];
  const at = (x: number, y: number): Corner => [Math.round(left + wide * x), Math.round(top + high * y)];
  return [at(0.05, 0.05), at(0.75, 0.05), at(0.95, 0.25), at(0.95, 0.95), at(0.05, 0.95)];
}

/** A workspace with one floor plan of so many areas, each in the colour of a risk. */
async function withZones(machine: BenchMachine, zones: number): Promise<string> {
  const folder = await generated(machine, 0, 'map');
  const host = benchHost(machine);
  const call = async (name: string, input: unknown) => {
    const reply = await host.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return (reply.data as { value: { id: string } }).value;
  };
  await host.open(folder);
  const plan = await call('map.createPlan', { draft: { name: '厂区平面图', drawnOn: '2026-11-20', approvedBy: '', remark: '' } });
  for (let index = 0; index < zones; index += 1) {
    const name = `${['焊接', '喷漆', '装配', '机加工', '仓储'][index % 5]}${index + 1} 区`;
    const draft = { name, outline: outlineAt(index, Math.ceil(zones / columns)), departmentId: null, ownerText: '' };
    const zone = await call('map.createZone', { planId: plan.id, draft });
    const risk = { ...emptyRisk, hazardSource: '危险源', ...levels[index % levels.length] };
    await call('risk.create', { point: { name: `风险点 ${index + 1}`, kind: 'place' }, draft: risk });
    const found = await host.call('map.points', { within: null, offset: 0, limit: 1 });
    if (!found.ok) throw new Error('no point');
    await call('map.assign', { zoneId: zone.id, pointIds: (found.data as { rows: { id: string }[] }).rows.map(({ id }) => id) });
  }
  await host.close();
  return folder;
}

/** Frames while a floor plan with 300 areas is panned, zoomed, and one of its areas dragged, against a bare drawing of the same areas. */
export async function benchMap(machine: BenchMachine, runtime: Runtime, zones = 300, seconds = 6): Promise<Measured[]> {
  const workspace = await withZones(machine, zones);
  const { drawn } = await start(machine, runtime, {
    name: 'map',
    workspace,
    page: '/map',
    selector: 'svg[role="application"] [data-zone]',
    mapSeconds: seconds,
  });
  if (drawn === null) throw new Error('没有画图');
  const words: Record<keyof MapFrames, string> = { pan: '移动', zoom: '缩放', drag: '拖动区域' };
  return (Object.keys(words) as (keyof MapFrames)[]).map((way) => {
    const { mean, slow } = drawn.ours[way];
    const rate = `每秒 ${Math.round(1000 / mean)} 帧，最慢 5% ${Math.round(slow)} 毫秒`;
    return held(`四色图 ${zones} 个区域${words[way]}（${rate}），每帧毫秒`, mean, drawn.reference[way].mean, 1.5, '同样区域的裸 SVG');
  });
}
