import { readdirSync } from 'node:fs';
import { assessment, controlLevelOf, cycleOf, levelOf } from './grading.mjs';
import { need, source } from './source.mjs';

const snippets = Object.fromEntries(
  source('measures.txt').map((line) => {
    const [kind, key, text] = line.split('|');
    return [`${kind}.${key}`, text];
  }),
);

/** Who owns a risk of a level, by the unit, the post and the leader that the source names. */
export function ownership({ level, kind, method, place, org, turn }) {
  const controlLevel = controlLevelOf[level];
  const serving = org.people.filter((one) => one.leftOn === undefined && one.employment !== 'intern');
  const inUnit = (key) => serving.filter((one) => one.department === key);
  const below = (key) => [key, ...org.departments.filter((unit) => unit.parent === key).flatMap((unit) => below(unit.key))];
  const head = (key) => inUnit(key).find((one) => one.post === 'workshopHead' || one.post === 'departmentHead');
  const leader = inUnit(place.unit).find((one) => one.post === 'teamLeader');
  const holders = below(place.unit)
    .flatMap(inUnit)
    .filter((one) => one.post === place.post);
  const owner = {
    company: serving.find((one) => one.post === place.leader),
    workshop: head(place.department),
    team: leader ?? head(place.department),
    post: holders[turn % Math.max(1, holders.length)],
  }[controlLevel];
  const cycle =
    controlLevel === 'post' && method === 'ls'
      ? '每月'
      : kind === 'activity' && ['team', 'post'].includes(controlLevel)
        ? '每次作业前'
        : cycleOf[controlLevel];
  return {
    controlLevel,
    department: place.department,
    ownerPost: need(owner, `owner of ${JSON.stringify(place)} ${controlLevel}`).post,
    owner: owner.key,
    checkCycle: cycle,
  };
}

/** All risks ever written, in the order of the files; one that starts with - is no longer in the register. */
export function register(org) {
  const rows = [];
  const order = (file) => org.departments.findIndex((unit) => file === `risks-${unit.key}.txt`);
  for (const file of readdirSync(import.meta.dirname)
    .filter((name) => order(name) >= 0)
    .sort((a, b) => order(a) - order(b))) {
    let place;
    let prefix;
    let fallbackLeader;
    let count = 0;
    for (const line of source(file)) {
      const cells = line.split('|');
      if (cells[0] === 'unit') {
        [, , prefix, fallbackLeader] = cells;
        place = { department: cells[1] };
      } else if (cells[0] === 'point') {
        place = {
          department: place.department,
          point: cells[1],
          kind: cells[2],
          location: cells[3],
          unit: cells[4],
          post: cells[5],
          leader: cells[6] ?? fallbackLeader,
        };
      } else {
        if (cells.length !== 9) throw new Error(`sample: ${file}: ${cells.length} cells in ${line}`);
        const [step, hazardSource, factorCode, types, consequence, score, engineering, administrative, keys] = cells;
        const [t, p, e] = keys.split(',');
        const removed = step.startsWith('-');
        const graded = assessment(score);
        count += 1;
        rows.push({
          place,
          removed,
          turn: count,
          risk: {
            riskNo: `${prefix}-${String(count).padStart(3, '0')}`,
            point: place.point,
            kind: place.kind,
            location: place.location,
            step: removed ? step.slice(1).trim() : step,
            hazardSource,
            factorCode,
            accidentTypes: types.split(',').map((type) => `WSA100${type}`),
            consequence,
            assessment: graded,
            engineering,
            administrative,
            training: need(snippets[`t.${t}`], `t.${t} in ${line}`),
            ppe: need(snippets[`p.${p}`], `p.${p} in ${line}`),
            emergency: need(snippets[`e.${e}`], `e.${e} in ${line}`),
            ...ownership({ level: levelOf(graded), kind: place.kind, method: graded.method, place, org, turn: count }),
          },
        });
      }
    }
  }
  return rows;
}
