import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  accidentTypesSchema, checkCyclesSchema, controlLevelsSchema, dutiesSchema, elementsSchema, enterpriseSizeSchema, hazardFactorsSchema,
  holidaysSchema, regionPackSchema, regionsSchema, regulationsSchema, rulesSchema, sampleSchema, sectorsSchema, type SampleRisk,
} from '../../db/domain/content';
import { enterpriseScale } from '../../db/domain/enterprise/enterprise';
import { usccFault } from '../../db/domain/enterprise/uscc';
import { quarterOf } from '../../db/domain/period';
import { controlLevels } from '../../db/domain/risk/risk';
import { lecScore, lecValues, levelOf, levelRank, lsScore, lsValues, scaleSchema } from '../../db/domain/risk/scale';
import { compareLevels } from '../../db/domain/round/round';

const root = join(import.meta.dirname, '../../resources');
const files = (folder: string) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.json')).sort();
const read = <T extends z.ZodType>(schema: T, path: string): z.infer<T> => schema.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
const duplicates = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);
const day = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();

const catalogueSchemas: [RegExp, z.ZodType][] = [
  [/^(lec|ls)(-[a-z0-9]+)?@/, scaleSchema], [/^gb6441@/, accidentTypesSchema], [/^gbt13861@/, hazardFactorsSchema], [/^gbt33000@/, elementsSchema],
  [/^sectors@/, sectorsSchema], [/^enterprise-size@/, enterpriseSizeSchema], [/^control-levels@/, controlLevelsSchema],
  [/^check-cycles@/, checkCyclesSchema], [/^holidays@/, holidaysSchema], [/^regions@/, regionsSchema],
];
const regulations = read(regulationsSchema, 'regulations/regulations@1.json').regulations;
const duties = read(dutiesSchema, 'regulations/duties@1.json').duties;
const rules = read(rulesSchema, 'regulations/rules@1.json').rules;
const regions = read(regionsSchema, 'catalogues/regions@1.json').regions;
const sectors = read(sectorsSchema, 'catalogues/sectors@1.json').sectors;
const packs = files('regions').map((name) => ({ name, pack: read(regionPackSchema, `regions/${name}`) }));
const scales = files('catalogues').filter((name) => /^(lec|ls)/.test(name)).map((name) => read(scaleSchema, `catalogues/${name}`));

describe('every file of the content', () => {
  it.each(files('catalogues'))('catalogue %s fits its schema and carries its own name', (name) => {
    const schema = catalogueSchemas.find(([pattern]) => pattern.test(name))?.[1];
    expect(schema, `no schema for ${name}`).toBeDefined();
    expect(read(schema!, `catalogues/${name}`)).toMatchObject({ id: name.replace(/\.json$/, '') });
  });

  it.each(files('regulations'))('regulations/%s carries its own name', (name) => {
    expect(JSON.parse(readFileSync(join(root, 'regulations', name), 'utf8'))).toMatchObject({ id: name.replace(/\.json$/, '') });
  });

  it('names no place outside the product', () => {
    for (const folder of ['catalogues', 'regulations', 'regions', 'samples']) {
      for (const name of files(folder)) expect(readFileSync(join(root, folder, name), 'utf8'), name).not.toMatch(/shared\/|\/work\/|\.txt|handbook|手册/);
    }
  });
});

describe('level mappings', () => {
  it.each(scales)('$id knows exactly the allowed factors', (scale) => {
    const sorted = (factors: readonly { value: number }[] | undefined) => (factors ?? []).map((factor) => factor.value).sort((a, b) => b - a);
    if (scale.method === 'lec') {
      expect([scale.factors.l, scale.factors.e, scale.factors.c].map(sorted)).toEqual([[...lecValues.l], [...lecValues.e], [...lecValues.c]]);
    } else {
      expect([scale.factors.l, scale.factors.s].map(sorted)).toEqual([[...lsValues].reverse(), [...lsValues].reverse()]);
    }
  });

  it.each(scales)('$id grades every possible score, never lower for a higher one', (scale) => {
    const scores = scale.method === 'lec'
      ? lecValues.l.flatMap((l) => lecValues.e.flatMap((e) => lecValues.c.map((c) => lecScore(l, e, c))))
      : lsValues.flatMap((l) => lsValues.map((s) => lsScore(l, s)));
    const ranks = [...new Set(scores)].sort((a, b) => a - b).map((score) => levelRank(levelOf(scale, score)));
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
    expect(new Set(ranks)).toEqual(new Set([1, 2, 3, 4]));
  });

  const grade = (id: string, ...scores: number[]) => scores.map((score) => levelOf(scales.find((scale) => scale.id === id)!, score * 100));
  it('takes the borders as documented', () => {
    expect(grade('lec@1', 320.5, 270, 160, 159, 70, 69)).toEqual(['major', 'considerable', 'considerable', 'general', 'general', 'low']);
    expect(grade('lec-above70@1', 70, 75)).toEqual(['low', 'general']);
    expect(grade('ls-shandong@1', 20, 16, 15, 12, 9, 8)).toEqual(['major', 'considerable', 'considerable', 'general', 'general', 'low']);
    expect(grade('ls-province@1', 20, 16, 15, 12, 8, 6)).toEqual(['major', 'considerable', 'considerable', 'general', 'general', 'low']);
    expect(grade('ls-third@1', 20, 16, 9, 8, 4, 3)).toEqual(['major', 'considerable', 'considerable', 'general', 'general', 'low']);
  });
});

describe('catalogues', () => {
  const types = read(accidentTypesSchema, 'catalogues/gb6441@2025.json');

  it('has the 27 accident types, the last coded 0099, and maps all 20 former ones both ways', () => {
    expect(types.types).toHaveLength(27);
    expect(types.types.at(-1)).toMatchObject({ code: 'WSA10099', name: '其他' });
    expect(types.formerTypes).toHaveLength(20);
    const codes = types.types.map((type) => type.code);
    const former = types.formerTypes.map((type) => type.name);
    expect(duplicates([...codes, ...former])).toEqual([]);
    for (const type of types.formerTypes) expect(codes, type.name).toEqual(expect.arrayContaining(type.to));
    for (const type of types.types) expect(former, type.name).toContain(type.former);
  });

  it.each(['gbt33000@2016', 'gbt33000@2025'])('%s is a tree', (id) => {
    const { elements } = read(elementsSchema, `catalogues/${id}.json`);
    expect(duplicates(elements.map((element) => element.code))).toEqual([]);
    for (const { code, parent } of elements) {
      expect(parent).toBe(code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null);
      if (parent !== null) expect(elements.some((element) => element.code === parent), code).toBe(true);
    }
    expect(elements.filter((element) => element.parent === null)).toHaveLength(id.endsWith('2016') ? 8 : 10);
  });

  it('regions: every one stands below an existing one whose code it refines', () => {
    const codes = new Set(regions.map((region) => region.code));
    expect(codes.size).toBe(regions.length);
    for (const { code, parent, level } of regions) {
      if (level === 'nation') expect(parent).toBeNull();
      else expect(codes.has(parent!), code).toBe(true);
      if (level === 'province') expect(code).toMatch(/0000$/);
      if (level === 'prefecture') expect(`${code.slice(0, 2)}0000 ${code.slice(4)}`).toBe(`${parent} 00`);
      if (level === 'county') expect([`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`]).toContain(parent);
    }
    expect(regions.filter((region) => region.level === 'province')).toHaveLength(34);
    for (const name of ['西城区', '双桥区', '成都市', '包头市', '阿拉善盟']) expect(regions.some((region) => region.name === name), name).toBe(true);
  });

  it.each(files('catalogues').filter((name) => name.startsWith('holidays')))('%s: days off in order, make-up days on weekends outside them', (name) => {
    const { year, holidays, workdays } = read(holidaysSchema, `catalogues/${name}`);
    expect(name).toBe(`holidays@${year}.json`);
    const edges = holidays.flatMap(({ from, to }) => [from, to]);
    expect(edges).toEqual([...edges].sort());
    for (const { date, for: holiday } of workdays) {
      expect([0, 6], date).toContain(day(date));
      expect(holidays.some(({ from, to }) => from <= date && date <= to), date).toBe(false);
      expect(holidays.map((entry) => entry.name)).toContain(holiday);
    }
  });

  it('sizes: the catalogue and the code agree on industry', () => {
    const { categories } = read(enterpriseSizeSchema, 'catalogues/enterprise-size@1.json');
    for (const { bands, metrics } of categories) {
      expect(bands.map((band) => band.size)).toEqual(['large', 'medium', 'small', 'micro']);
      for (const band of bands.slice(0, 3)) for (const metric of metrics) expect(band[metric]).toBeGreaterThan(0);
    }
    for (const band of categories.find((category) => category.id === 'industry')!.bands.slice(0, 3)) {
      expect(enterpriseScale(band.headcount!, band.revenue! * 1_000_000)?.scale).toBe(band.size);
    }
  });

  it('cycles and control levels name each other', () => {
    const { cycles, defaults } = read(checkCyclesSchema, 'catalogues/check-cycles@1.json');
    for (const { cycle } of defaults) expect(cycles.map((entry) => entry.id)).toContain(cycle);
    const levels = read(controlLevelsSchema, 'catalogues/control-levels@1.json');
    expect(levels.levels.map((level) => level.rank)).toEqual([1, 2, 3, 4]);
  });
});

describe('regulations, duties and rules', () => {
  const known = new Map(regulations.map((regulation) => [regulation.id, regulation]));
  const range = (prefix: string, from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${String(from + i).padStart(2, '0')}`);

  it('are complete and unique', () => {
    for (const rows of [regulations, duties, rules]) expect(duplicates(rows.map((row) => row.id))).toEqual([]);
    expect(duties.map((duty) => duty.id).sort()).toEqual([...range('D', 1, 44), ...range('E', 1, 21), ...range('O', 1, 10)]);
    expect(regulations.map((regulation) => regulation.id).filter((id) => id.startsWith('R')).sort()).toEqual(
      [...range('R', 1, 8), ...range('R', 10, 26), ...range('R', 30, 44), ...range('R', 50, 61)]);
    expect(rules.map((rule) => rule.id).sort()).toEqual([
      ...range('V', 1, 16), ...range('V', 20, 33), ...range('V', 40, 58), ...range('V', 60, 73), ...range('V', 80, 92), ...range('V', 100, 118)].sort());
  });

  const cited = [...duties, ...rules].flatMap((row) => row.basis.map((basis) => ({ row: row.id, ...basis })));
  it.each(cited)('$row cites an article that $regulation has: $article', ({ regulation, article }) => {
    const articles = known.get(regulation)?.articles.map((entry) => entry.article);
    expect(articles).toBeDefined();
    if (article !== undefined) expect(articles).toContain(article);
  });

  it('regions and sectors of their conditions exist', () => {
    const codes = new Set(regions.map((region) => region.code));
    for (const { id, when } of [...duties, ...rules]) {
      for (const code of [...(when?.regions ?? []), ...(when?.exceptRegions ?? [])]) expect(codes.has(code), `${id} ${code}`).toBe(true);
      for (const sector of when?.sectors ?? []) expect(sectors.map((entry) => entry.id), id).toContain(sector);
    }
    for (const { id, region } of regulations) if (region !== undefined) expect(codes.has(region), id).toBe(true);
  });

  it('nothing unverified or conventional is shown as law', () => {
    for (const rule of rules.filter((entry) => entry.kind === 'statutory')) {
      expect(rule.basis.length, rule.id).toBeGreaterThan(0);
      expect(rule.basis.some(({ regulation }) => {
        const source = known.get(regulation)!;
        return source.category !== 'policy' && ['verified', 'secondhand'].includes(source.confidence);
      }), rule.id).toBe(true);
    }
    for (const duty of duties) {
      if (duty.kind === 'statutory') expect(duty.basis.some(({ regulation }) => known.get(regulation)!.category !== 'policy'), duty.id).toBe(true);
      if (duty.kind !== 'statutory') expect(duty.period.kind, duty.id).not.toBe('statutory');
    }
  });

  it('policy that holds in one place is limited to that place', () => {
    for (const { id, kind, basis, when } of [...rules, ...duties]) {
      const places = basis.map(({ regulation }) => known.get(regulation)!).filter((source) => source.category === 'policy');
      if (kind === 'policy' && places.length > 0 && places.length === basis.length) expect(when?.regions, id).toBeDefined();
    }
  });
});

describe('region packs', () => {
  it.each(packs)('$name overrides only what exists', ({ name, pack }) => {
    expect(name).toBe(`${pack.code}.json`);
    const region = regions.find((entry) => entry.code === pack.code);
    expect(region?.name).toBe(pack.name);
    expect(pack.parent).toBe(region!.parent);
    for (const id of Object.keys(pack.overrides.rules ?? {})) expect(rules.map((rule) => rule.id)).toContain(id);
    for (const id of pack.overrides.duties ?? []) expect(duties.map((duty) => duty.id)).toContain(id);
    for (const id of [...pack.basis, ...pack.precededBy]) expect(regulations.map((regulation) => regulation.id)).toContain(id);
    for (const id of pack.precededBy) expect(regulations.find((regulation) => regulation.id === id)?.category).toBe('localRegulation');
  });

  it('Inner Mongolia asks for quarters as policy, below its own regulation', () => {
    const { pack } = packs.find((entry) => entry.pack.code === '150000')!;
    expect(pack).toMatchObject({ kind: 'policy', precededBy: ['R41'], overrides: { riskReviewPeriod: 'quarter', rules: { V09: 'on', V10: 'on', V11: 'on', V31: 'on' } } });
    expect(pack.overrides.duties).toEqual(expect.arrayContaining(['D05', 'D08', 'D25']));
  });
});

describe('the sample enterprise', () => {
  const text = readFileSync(join(root, 'samples/machinery.json'), 'utf8');
  const sample = sampleSchema.parse(JSON.parse(text));
  const byId = (id: string) => scales.find((scale) => scale.id === id)!;
  const score = (assessment: SampleRisk['assessment']) =>
    assessment.method === 'lec' ? lecScore(assessment.l, assessment.e, assessment.c) : lsScore(assessment.l, assessment.s);
  const level = (assessment: SampleRisk['assessment']) => levelOf(byId(sample.scales[assessment.method]), score(assessment));
  const departments = new Map(sample.departments.map((department) => [department.key, department]));
  const posts = new Map(sample.posts.map((post) => [post.key, post]));
  const people = new Map(sample.people.map((person) => [person.key, person]));
  const removed = sample.rounds.flatMap((round) => round.changes.flatMap((change) => (change.change === 'removed' ? [change.before] : [])));

  /** State after each round, oldest first, and the state before the first: the changes undone from the end. */
  const replay = () => {
    let state = new Map(sample.risks.map((risk) => [risk.riskNo, risk]));
    const states = [state];
    for (const round of sample.rounds.toReversed()) {
      state = new Map(state);
      for (const change of round.changes.toReversed()) {
        if (change.change === 'added') state.delete(change.riskNo);
        else if (change.change === 'removed') state.set(change.riskNo, change.before);
        else state.set(change.riskNo, { ...state.get(change.riskNo)!, ...change.before });
      }
      states.unshift(state);
    }
    return states;
  };
  const states = replay();

  it('is what its sources give', async () => {
    const generator = '../../scripts/sample.mjs';
    const { buildSample, sampleText } = await import(generator) as { buildSample: () => unknown; sampleText: (sample: unknown) => string };
    expect(text === sampleText(buildSample()), 'run node scripts/sample.mjs').toBe(true);
    expect(text.length).toBeLessThan(1_000_000);
  });

  it('is large enough and plainly invented', () => {
    expect(sample.risks.length).toBeGreaterThanOrEqual(320);
    expect(sample.enterprise.headcount).toBe(sample.people.filter((person) => person.leftOn === undefined).length);
    expect(sample.enterprise.headcount).toBeGreaterThanOrEqual(260);
    expect(sample.posts.length).toBeGreaterThanOrEqual(30);
    expect(sample.departments.filter((department) => department.kind === 'department')).toHaveLength(6);
    expect(usccFault(sample.enterprise.uscc)).toBeUndefined();
    expect(sample.enterprise.name).toContain('示例');
    expect(sample.notice).toContain('虚构');
    expect(sample.enterprise.startDate).toBe('2025-10-01');
  });

  it('resolves every key', () => {
    for (const { parent, kind } of sample.departments) expect(parent === null ? kind : departments.get(parent)).toBeTruthy();
    for (const person of sample.people) expect([departments.has(person.department), posts.has(person.post)], person.name).toEqual([true, true]);
    const codes = new Set(read(accidentTypesSchema, 'catalogues/gb6441@2025.json').types.map((type) => type.code));
    const cycles = read(checkCyclesSchema, 'catalogues/check-cycles@1.json').cycles.map((cycle) => cycle.name);
    for (const risk of [...sample.risks, ...removed]) {
      expect(departments.has(risk.department), risk.riskNo).toBe(true);
      expect(people.get(risk.owner)?.post, risk.riskNo).toBe(risk.ownerPost);
      for (const type of risk.accidentTypes) expect(codes.has(type), `${risk.riskNo} ${type}`).toBe(true);
      expect(cycles).toContain(risk.checkCycle);
    }
    expect(regions.some((region) => region.code === sample.enterprise.regionCode)).toBe(true);
    expect(sectors.some((sector) => sector.id === sample.enterprise.sector)).toBe(true);
  });

  it('has no two people, posts, departments or risks alike', () => {
    const lists = [sample.people.map((person) => person.name), sample.people.map((person) => person.phone), sample.people.map((person) => person.key),
      sample.posts.map((post) => post.name), sample.departments.map((department) => department.name),
      [...sample.risks, ...removed].map((risk) => risk.riskNo), sample.risks.map((risk) => `${risk.point}/${risk.step}/${risk.hazardSource}`)];
    for (const list of lists) expect(duplicates(list)).toEqual([]);
  });

  it('spreads the levels as a register of this trade does', () => {
    const share = (wanted: string) => sample.risks.filter((risk) => level(risk.assessment) === wanted).length / sample.risks.length;
    expect(share('major')).toBeGreaterThan(0.009);
    expect(share('major')).toBeLessThan(0.021);
    expect(share('considerable')).toBeGreaterThan(0.055);
    expect(share('considerable')).toBeLessThan(0.085);
    expect(share('general')).toBeGreaterThan(0.3);
    expect(share('general')).toBeLessThan(0.42);
    const ls = sample.risks.filter((risk) => risk.assessment.method === 'ls').length;
    expect(ls).toBeGreaterThanOrEqual(25);
    expect(ls).toBeLessThanOrEqual(45);
  });

  it('people are of an age to work and entered when they could', () => {
    for (const person of sample.people) {
      const age = Number(person.enteredOn.slice(0, 4)) - Number(person.birthDate.slice(0, 4));
      expect(age, person.name).toBeGreaterThanOrEqual(18);
      expect(2026 - Number(person.birthDate.slice(0, 4)), person.name).toBeLessThan(60);
      expect(person.enteredOn <= '2026-09-30' && (person.leftOn === undefined || person.enteredOn < person.leftOn), person.name).toBe(true);
    }
  });

  it.each(states.map((state, i) => ({ after: i === 0 ? 'the paper register' : sample.rounds[i - 1]!.period, state })))(
    'obeys V06 and holds only possible values after $after', ({ state }) => {
      const lowest = { major: 0, considerable: 1, general: 2, low: 3 };
      for (const risk of state.values()) {
        const reached = level(risk.assessment);
        expect(controlLevels.indexOf(risk.controlLevel), risk.riskNo).toBeLessThanOrEqual(lowest[reached]);
        if (reached === 'major') expect(people.get(risk.owner)?.isLeader, risk.riskNo).toBe(true);
      }
    });

  it('has four quarterly rounds in order on working days, each with its team and every department', () => {
    expect(sample.rounds.map((round) => round.period)).toEqual(['2025Q4', '2026Q1', '2026Q2', '2026Q3']);
    const calendars = ['2025', '2026'].map((year) => read(holidaysSchema, `catalogues/holidays@${year}.json`));
    const works = (date: string) => calendars.some(({ workdays }) => workdays.some((entry) => entry.date === date))
      || (![0, 6].includes(day(date)) && !calendars.some(({ holidays }) => holidays.some(({ from, to }) => from <= date && date <= to)));
    sample.rounds.forEach((round, i) => {
      const confirmed = round.confirmations.map((entry) => entry.assessedOn).sort();
      expect([round.openedOn <= confirmed[0]!, confirmed.at(-1)! <= round.assessedOn, round.assessedOn <= round.closedOn]).toEqual([true, true, true]);
      for (const date of [round.openedOn, ...confirmed, round.assessedOn, round.closedOn]) {
        expect(quarterOf(date), date).toBe(round.period);
        expect(works(date), date).toBe(true);
      }
      for (const member of round.team) {
        const person = people.get(member.person);
        expect(person?.name).toBe(member.name);
        expect(person!.enteredOn <= round.openedOn && (person!.leftOn === undefined || person!.leftOn >= round.assessedOn), member.name).toBe(true);
      }
      expect(round.team.filter((member) => member.role === '组长')).toHaveLength(1);
      expect(round.team.filter((member) => member.isWorkerRepresentative).length).toBeGreaterThanOrEqual(2);
      const held = new Map<string, number>();
      for (const risk of states[i + 1]!.values()) held.set(risk.department, (held.get(risk.department) ?? 0) + 1);
      expect(new Map(round.confirmations.map((entry) => [entry.department, entry.count]))).toEqual(held);
    });
    for (const risk of sample.risks) {
      expect(sample.rounds.at(-1)!.confirmations.find((entry) => entry.department === risk.department)?.assessedOn, risk.riskNo).toBe(risk.assessedOn);
    }
  });

  it('names the direction of every change rightly, with a reason and a second person (V16)', () => {
    sample.rounds.forEach((round, i) => {
      expect(duplicates(round.changes.map((change) => change.riskNo))).toEqual([]);
      for (const change of round.changes) {
        const before = states[i]!.get(change.riskNo);
        const after = states[i + 1]!.get(change.riskNo);
        const direction = compareLevels(before ? level(before.assessment) : null, after ? level(after.assessment) : null);
        expect(direction, `${round.period} ${change.riskNo}`).toBe(change.change === 'changed' ? 'same' : change.change);
        expect(before, change.riskNo).not.toEqual(after);
        expect(change.assessor, change.riskNo).not.toBe(change.reviewer);
        expect([people.has(change.assessor), people.has(change.reviewer)]).toEqual([true, true]);
      }
    });
  });

  it('the conclusion of every round says the figures of its own state', () => {
    sample.rounds.forEach((round, i) => {
      const levels = [...states[i + 1]!.values()].map((risk) => level(risk.assessment));
      const count = (wanted: string) => levels.filter((one) => one === wanted).length;
      expect(round.conclusion).toContain(`有效风险 ${levels.length} 条，其中重大 ${count('major')} 条、较大 ${count('considerable')} 条、一般 ${count('general')} 条、低 ${count('low')} 条`);
      expect(round.conclusion).not.toMatch(/[{}]/);
    });
  });

  it('gives all five kinds of measures and no stray marks', () => {
    for (const risk of [...sample.risks, ...removed]) {
      for (const field of ['engineering', 'administrative', 'training', 'ppe', 'emergency'] as const) expect(risk[field].length, `${risk.riskNo} ${field}`).toBeGreaterThan(4);
      expect(Object.values(risk).filter((value) => typeof value === 'string').join(''), risk.riskNo).not.toMatch(/[|*~^{}]|undefined|\s-\s/);
    }
  });
});
