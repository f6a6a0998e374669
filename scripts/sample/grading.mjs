import { json, need } from './source.mjs';

const catalogue = (id) => json(`../../resources/catalogues/${id}.json`);
const scales = { lec: catalogue('lec@1'), ls: catalogue('ls-shandong@1') };
const cycles = catalogue('check-cycles@1');
export const controlLevelOf = Object.fromEntries(catalogue('control-levels@1').defaults.map((row) => [row.riskLevel, row.controlLevel]));
const cycleName = (id) =>
  need(
    cycles.cycles.find((cycle) => cycle.id === id),
    `cycle ${id}`,
  ).name;
export const cycleOf = Object.fromEntries(cycles.defaults.map((row) => [row.controlLevel, cycleName(row.cycle)]));

/** Level by whole hundredths, as the application grades. */
export function levelOf({ method, l, e, c, s }) {
  const score = method === 'lec' ? Math.round(l * 10) * Math.round(e * 10) * c : l * s * 100;
  return need(
    scales[method].bands.find(({ from, over }) => (over === undefined ? score >= from * 100 : score > over * 100)),
    'band',
  ).level;
}

/** `3,6,15` is L, E, C; `S3,4` is L, S. */
export function assessment(text) {
  const numbers = text.replace('S', '').split(',').map(Number);
  return text.startsWith('S')
    ? { method: 'ls', l: numbers[0], s: numbers[1] }
    : { method: 'lec', l: numbers[0], e: numbers[1], c: numbers[2] };
}
