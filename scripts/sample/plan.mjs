import { need, source } from './source.mjs';

/** The floor plan with its areas; what an area belongs to and who answers for it are those of its first risk point. */
export function plan(rows) {
  const [head, ...areas] = source('plan.txt');
  const [, name, drawnOn] = head.split('|');
  const points = new Map(rows.map(({ risk }) => [risk.point, risk]));
  const zones = areas.map((line) => {
    const [zone, left, top, width, height, inside] = line.split('|');
    const found = pointsOf(inside, points);
    const { department, owner } = found[0];
    return { name: zone, department, owner, box: [left, top, width, height].map(Number), points: found.map(({ point }) => point) };
  });
  return { plan: { name, drawnOn }, zones };
}

/** Names of risk points may themselves hold a 、, so the longest name that fits is taken each time. */
function pointsOf(text, points) {
  const found = [];
  for (let rest = text; rest !== '';) {
    const names = [...points.keys()].filter((name) => rest === name || rest.startsWith(`${name}、`));
    const name = need(names.toSorted((a, b) => b.length - a.length)[0], `risk point ${rest} of the floor plan`);
    found.push(points.get(name));
    rest = rest.slice(name.length + 1);
  }
  return found;
}
