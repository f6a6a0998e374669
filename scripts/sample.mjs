/**
 * Writes resources/samples/machinery.json from the hand-written sources in scripts/sample: the same sources always give
 * the same file. Texts are only put together here, never invented; names, numbers and dates of people are invented there
 * or drawn from a fixed seed.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const here = import.meta.dirname;
const source = (name) => readFileSync(join(here, 'sample', name), 'utf8').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
const catalogue = (id) => JSON.parse(readFileSync(join(here, `../resources/catalogues/${id}.json`), 'utf8'));
const need = (value, what) => {
  if (value === undefined) throw new Error(`sample: ${what}`);
  return value;
};

const scales = { lec: catalogue('lec@1'), ls: catalogue('ls-shandong@1') };
const cycles = catalogue('check-cycles@1');
const controlLevelOf = Object.fromEntries(catalogue('control-levels@1').defaults.map((row) => [row.riskLevel, row.controlLevel]));
const cycleName = (id) => need(cycles.cycles.find((cycle) => cycle.id === id), `cycle ${id}`).name;
const cycleOf = Object.fromEntries(cycles.defaults.map((row) => [row.controlLevel, cycleName(row.cycle)]));

/** Level by whole hundredths, as the application grades. */
function levelOf({ method, l, e, c, s }) {
  const score = method === 'lec' ? Math.round(l * 10) * Math.round(e * 10) * c : l * s * 100;
  return need(scales[method].bands.find(({ from, over }) => (over === undefined ? score >= from * 100 : score > over * 100)), 'band').level;
}

function assessment(text) {
  const numbers = text.replace('S', '').split(',').map(Number);
  return text.startsWith('S') ? { method: 'ls', l: numbers[0], s: numbers[1] } : { method: 'lec', l: numbers[0], e: numbers[1], c: numbers[2] };
}

/** Small generator with a fixed seed (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const draw = random(20251001);
const between = (from, to) => from + Math.floor(draw() * (to - from + 1));
const isoDay = (year, month, day) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const schooling = {
  degree: ['chair', 'generalManager', 'productionDirector', 'safetyDirector', 'chiefEngineer', 'administrationDirector', 'departmentHead', 'technician', 'chemist', 'accountant'],
  college: ['workshopHead', 'dispatcher', 'safetyOfficer', 'healthOfficer', 'radiographer', 'inspector', 'buyer', 'clerk', 'electricFitter'],
  basic: ['cleaner', 'cook', 'guard'],
};
const educationOf = (post) => (schooling.degree.includes(post) ? '本科' : schooling.college.includes(post) ? '大专' : schooling.basic.includes(post) ? '初中' : ['中专', '高中', '技校'][between(0, 2)]);

function organization() {
  const posts = [];
  const departments = [];
  const people = [];
  for (const line of source('organization.txt')) {
    if (line.startsWith('post|')) {
      const [, key, name, flags, ages] = line.split('|');
      posts.push({ key, name, isSpecialOperation: flags.includes('S'), isLeader: flags.includes('L'), facesHealthHazard: flags.includes('H'), ages: ages.split('-').map(Number) });
    } else if (line.startsWith('unit|')) {
      const [, key, name, kind, parent] = line.split('|');
      departments.push({ key, name, kind, parent: parent || null, validFrom: '2025-10-01' });
    } else {
      const [post, names] = line.split(': ');
      for (const written of names.split(' ')) people.push(person(written, need(posts.find((entry) => entry.key === post), `post ${post}`), departments.at(-1).key, people.length));
    }
  }
  return { posts: posts.map(({ ages: _, ...post }) => post), departments, people };
}

function person(written, post, department, index) {
  const [, name, marks, left, entered] = /^([^*~^<>]+)([*~^]*)(?:<([\d-]+))?(?:>([\d-]+))?$/.exec(written);
  const intern = marks.includes('^');
  const age = intern ? between(19, 22) : between(post.ages[0], post.ages[1]);
  const birthYear = 2026 - age;
  const birthDate = isoDay(birthYear, between(1, 9), between(1, 28));
  const earliest = Math.max(2011, birthYear + 20);
  const hiredIn = intern ? 2026 : marks.includes('~') ? between(2023, 2025) : between(earliest, Math.max(earliest, post.ages[0] > 34 ? 2019 : 2024));
  return {
    key: `p${String(index + 1).padStart(3, '0')}`,
    name,
    sex: marks.includes('*') ? 'female' : 'male',
    birthDate,
    education: intern ? '技校' : educationOf(post.key),
    phone: `1380000${String(index + 1).padStart(4, '0')}`,
    employment: intern ? 'intern' : marks.includes('~') ? 'dispatched' : 'formal',
    isLeader: post.isLeader,
    department,
    post: post.key,
    enteredOn: entered ?? (intern ? '2026-07-06' : isoDay(hiredIn, between(1, 12), between(1, 28))),
    ...(left === undefined ? {} : { leftOn: left }),
  };
}

const snippets = Object.fromEntries(source('measures.txt').map((line) => {
  const [kind, key, text] = line.split('|');
  return [`${kind}.${key}`, text];
}));

/** Who owns a risk of a level, by the unit, the post and the leader that the source names. */
function ownership({ level, kind, method, place, org, turn }) {
  const controlLevel = controlLevelOf[level];
  const serving = org.people.filter((one) => one.leftOn === undefined && one.employment !== 'intern');
  const inUnit = (key) => serving.filter((one) => one.department === key);
  const below = (key) => [key, ...org.departments.filter((unit) => unit.parent === key).flatMap((unit) => below(unit.key))];
  const head = (key) => inUnit(key).find((one) => one.post === 'workshopHead' || one.post === 'departmentHead');
  const leader = inUnit(place.unit).find((one) => one.post === 'teamLeader');
  const holders = below(place.unit).flatMap(inUnit).filter((one) => one.post === place.post);
  const owner = {
    company: serving.find((one) => one.post === place.leader),
    workshop: head(place.department),
    team: leader ?? head(place.department),
    post: holders[turn % Math.max(1, holders.length)],
  }[controlLevel];
  const cycle = controlLevel === 'post' && method === 'ls' ? '每月' : kind === 'activity' && ['team', 'post'].includes(controlLevel) ? '每次作业前' : cycleOf[controlLevel];
  return { controlLevel, department: place.department, ownerPost: need(owner, `owner of ${JSON.stringify(place)} ${controlLevel}`).post, owner: owner.key, checkCycle: cycle };
}

/** All risks ever written, in the order of the files; one that starts with - is no longer in the register. */
function register(org) {
  const rows = [];
  const order = (file) => org.departments.findIndex((unit) => file === `risks-${unit.key}.txt`);
  for (const file of readdirSync(join(here, 'sample')).filter((name) => order(name) >= 0).sort((a, b) => order(a) - order(b))) {
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
        place = { department: place.department, point: cells[1], kind: cells[2], location: cells[3], unit: cells[4], post: cells[5], leader: cells[6] ?? fallbackLeader };
      } else {
        if (cells.length !== 9) throw new Error(`sample: ${file}: ${cells.length} cells in ${line}`);
        const [step, hazardSource, factorCode, types, consequence, score, engineering, administrative, keys] = cells;
        const [t, p, e] = keys.split(',');
        const removed = step.startsWith('-');
        const graded = assessment(score);
        count += 1;
        rows.push({
          place, removed, turn: count,
          risk: {
            riskNo: `${prefix}-${String(count).padStart(3, '0')}`,
            point: place.point, kind: place.kind, location: place.location, step: removed ? step.slice(1).trim() : step, hazardSource, factorCode,
            accidentTypes: types.split(',').map((type) => `WSA100${type}`), consequence, assessment: graded, engineering, administrative,
            training: need(snippets[`t.${t}`], `t.${t} in ${line}`), ppe: need(snippets[`p.${p}`], `p.${p} in ${line}`), emergency: need(snippets[`e.${e}`], `e.${e} in ${line}`),
            ...ownership({ level: levelOf(graded), kind: place.kind, method: graded.method, place, org, turn: count }),
          },
        });
      }
    }
  }
  return rows;
}

function rounds(org, rows) {
  const written = JSON.parse(readFileSync(join(here, 'sample/rounds.json'), 'utf8'));
  const byName = (name) => need(org.people.find((one) => one.name === name), `person ${name}`);
  const rowOf = (no) => need(rows.find((row) => row.risk.riskNo === no), `risk ${no}`);
  const postName = (one) => org.posts.find((post) => post.key === one.post).name;
  const unitName = (one) => org.departments.find((unit) => unit.key === one.department).name;
  const title = (one) => (one.isLeader ? postName(one) : one.post === 'departmentHead' ? `${unitName(one)}部长` : one.post === 'workshopHead' ? `${unitName(one)}主任` : one.post === 'teamLeader' ? `${unitName(one)}${unitName(one).at(-1)}长` : postName(one));
  /** Date of the paper register that the first round starts from. */
  const before = Object.fromEntries(written[0].confirmations.map(([department]) => [department, '2025-09-22']));
  const state = new Map(rows.filter((row) => !row.removed).map((row) => [row.risk.riskNo, row.risk]));
  const out = [];
  for (const [i, round] of written.entries()) {
    const dates = (entries) => Object.fromEntries(entries.map(([department, , assessedOn]) => [department, assessedOn]));
    const previous = i === 0 ? before : dates(written[i - 1].confirmations);
    out.push({ round, dates: dates(round.confirmations), previous });
  }
  // Backwards, so that each round knows the state it left behind.
  const done = [];
  for (const { round, dates, previous } of out.toReversed()) {
    const members = new Map();
    for (const risk of state.values()) members.set(risk.department, (members.get(risk.department) ?? 0) + 1);
    const levels = [...state.values()].map((risk) => levelOf(risk.assessment));
    const figures = { total: levels.length };
    for (const level of ['major', 'considerable', 'general', 'low']) figures[level] = levels.filter((one) => one === level).length;
    for (const change of ['up', 'down', 'added', 'removed', 'changed']) figures[change] = round.changes.filter((one) => one.change === change).length;
    const conclusion = round.conclusion.replace(/\{(\w+)\}/g, (_, key) => need(figures[key], `figure ${key}`));
    const confirmations = round.confirmations.map(([department, name, assessedOn]) => ({ department, person: byName(name).key, assessedOn, count: need(members.get(department), `risks of ${department}`) }));
    const changes = round.changes.map(({ no, change, before: earlierState, reason, assessor, reviewer }) => {
      const row = rowOf(no);
      const common = { reason, assessor: byName(assessor).key, reviewer: byName(reviewer).key };
      if (change === 'added') {
        state.delete(no);
        return { change, riskNo: no, ...common };
      }
      if (change === 'removed') {
        const full = { ...row.risk, assessedOn: need(previous[row.risk.department], `date of ${no}`) };
        state.set(no, row.risk);
        return { change, riskNo: no, before: full, ...common };
      }
      const { score, ...texts } = earlierState;
      const now = need(state.get(no), `${no} is not in the register`);
      const earlier = score === undefined ? {} : { assessment: assessment(score), ...ownership({ level: levelOf(assessment(score)), kind: row.place.kind, method: assessment(score).method, place: row.place, org, turn: row.turn }) };
      const different = Object.fromEntries(Object.entries({ ...earlier, ...texts }).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(now[key])));
      state.set(no, { ...now, ...different });
      return { change, riskNo: no, before: different, ...common };
    });
    const team = round.team.map(([name, role]) => {
      const one = byName(name);
      return { person: one.key, name, title: title(one), role, isWorkerRepresentative: role.includes('职工代表') };
    });
    done.unshift({ no: round.no, name: round.name, period: round.period, kind: 'quarterly', openedOn: round.openedOn, assessedOn: round.assessedOn, closedOn: round.closedOn, team, confirmations, reason: round.reason, scope: round.scope, conclusion, changes });
  }
  return { rounds: done, lastDates: out.at(-1).dates };
}

export function buildSample() {
  const org = organization();
  const rows = register(org);
  const { rounds: history, lastDates } = rounds(org, rows);
  const risks = rows.filter((row) => !row.removed).map(({ risk }) => ({ ...risk, assessedOn: need(lastDates[risk.department], `date of ${risk.department}`) }));
  const { enterprise, ...head } = JSON.parse(readFileSync(join(here, 'sample/enterprise.json'), 'utf8'));
  return { ...head, enterprise: { ...enterprise, headcount: org.people.filter((one) => one.leftOn === undefined).length }, departments: org.departments, posts: org.posts, people: org.people, risks, rounds: history };
}

/** One line a row, so that a change of the sources is a readable diff. */
export function sampleText(sample) {
  const lists = ['departments', 'posts', 'people', 'risks'];
  const parts = Object.entries(sample).map(([key, value]) => (lists.includes(key)
    ? `  ${JSON.stringify(key)}: [\n${value.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`
    : `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, key === 'rounds' ? 1 : undefined).replaceAll('\n', '\n  ')}`));
  return `{\n${parts.join(',\n')}\n}\n`;
}

export const samplePath = join(here, '../resources/samples/machinery.json');

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sample = buildSample();
  writeFileSync(samplePath, sampleText(sample));
  console.log(`示例：${sample.people.length} 人、${sample.risks.length} 条风险、${sample.rounds.length} 轮评估`);
}
