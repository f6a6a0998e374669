import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  accidentTypesSchema,
  checkCyclesSchema,
  controlLevelsSchema,
  dutiesSchema,
  elementsSchema,
  enterpriseSizeSchema,
  hazardFactorsSchema,
  holidaysSchema,
  regionPackSchema,
  regionsSchema,
  regulationsSchema,
  rulesSchema,
  sectorsSchema,
} from '../../db/domain/content';
import { enterpriseScale } from '../../db/domain/enterprise/enterprise';
import { committeeAgendaSchema } from '../../db/domain/performance/agenda';
import { dutyLibrarySchema } from '../../db/domain/responsibility/library';
import { targetLibrarySchema } from '../../db/domain/responsibility/targetLibrary';
import { directSchema } from '../../db/domain/risk/assessmentDirect';
import { lecScore, lecValues, levelOf, levelRank, lsScore, lsValues, scaleSchema } from '../../db/domain/risk/scale';
import { catalogues, duplicates, files, ids, read, root } from '../support/contentFiles';

const day = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();

const catalogueSchemas: [RegExp, z.ZodType][] = [
  [/^(lec|ls)(-[a-z0-9]+)?@/, scaleSchema],
  [/^direct-[a-z]+@/, directSchema],
  [/^gb6441@/, accidentTypesSchema],
  [/^gbt13861@/, hazardFactorsSchema],
  [/^gbt33000@/, elementsSchema],
  [/^sectors@/, sectorsSchema],
  [/^enterprise-size@/, enterpriseSizeSchema],
  [/^control-levels@/, controlLevelsSchema],
  [/^check-cycles@/, checkCyclesSchema],
  [/^holidays@/, holidaysSchema],
  [/^regions@/, regionsSchema],
  [/^duty-library@/, dutyLibrarySchema],
  [/^target-library@/, targetLibrarySchema],
  [/^committee-agenda@/, committeeAgendaSchema],
];
const regulations = read(regulationsSchema, 'regulations/regulations@1.json').regulations;
const duties = read(dutiesSchema, 'regulations/duties@1.json').duties;
const rules = read(rulesSchema, 'regulations/rules@1.json').rules;
const regions = read(regionsSchema, 'catalogues/regions@1.json').regions;
const sectors = read(sectorsSchema, 'catalogues/sectors@1.json').sectors;
const packs = files('regions').map((name) => ({ name, pack: read(regionPackSchema, `regions/${name}`) }));
const scales = files('catalogues')
  .filter((name) => /^(lec|ls)/.test(name))
  .map((name) => read(scaleSchema, `catalogues/${name}`));

describe('every file of the content', () => {
  it.each(files('catalogues'))('catalogue %s fits the one schema of its kind and carries its own name', (name) => {
    const schemas = catalogueSchemas.filter(([pattern]) => pattern.test(name));
    expect(schemas).toHaveLength(1);
    expect(read(schemas[0]![1], `catalogues/${name}`)).toMatchObject({ id: name.replace(/\.json$/, '') });
  });

  it.each(['regulations@1', 'duties@1', 'rules@1'])('%s carries its own name', (id) => {
    expect(JSON.parse(readFileSync(join(root, `regulations/${id}.json`), 'utf8'))).toMatchObject({ id });
  });

  it.each(['catalogues', 'regulations', 'regions', 'samples'])('%s name no place outside the product', (folder) => {
    const naming = files(folder).filter((name) =>
      /shared\/|\/work\/|\.txt|handbook|手册/.test(readFileSync(join(root, folder, name), 'utf8')),
    );
    expect(naming).toEqual([]);
  });
});

it('clauses of direct judgement are coded once each and rest on known regulations', () => {
  for (const name of catalogues('direct-')) {
    const { clauses } = read(directSchema, `catalogues/${name}`);
    expect(duplicates(clauses.map(({ code }) => code))).toEqual([]);
    expect(clauses.flatMap(({ regulation }) => regulation ?? []).filter((id) => !ids(regulations).includes(id))).toEqual([]);
    // What is no law cannot bind like one.
    expect(clauses.filter(({ statutory, regulation }) => statutory && regulation === undefined)).toEqual([]);
  }
});

describe('level mappings', () => {
  it.each(scales)('$id knows exactly the allowed factors', (scale) => {
    const values = (factors: readonly { value: number }[] | undefined) => factors?.map((factor) => factor.value).sort((a, b) => b - a);
    const { l, e, c, s } = scale.factors;
    const five = lsValues.toReversed();
    expect([l, e, c, s].map(values)).toEqual(
      scale.method === 'lec' ? [lecValues.l, lecValues.e, lecValues.c, undefined] : [five, undefined, undefined, five],
    );
  });

  it.each(scales)('$id grades every possible score, never lower for a higher one', (scale) => {
    const scores =
      scale.method === 'lec'
        ? lecValues.l.flatMap((l) => lecValues.e.flatMap((e) => lecValues.c.map((c) => lecScore(l, e, c))))
        : lsValues.flatMap((l) => lsValues.map((s) => lsScore(l, s)));
    const ranks = [...new Set(scores)].sort((a, b) => a - b).map((score) => levelRank(levelOf(scale, score)));
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    expect(new Set(ranks)).toEqual(new Set([1, 2, 3, 4]));
  });

  it.each([
    ['lec@1', [320.5, 270, 160, 159, 70, 69], ['major', 'considerable', 'considerable', 'general', 'general', 'low']],
    ['lec-above70@1', [75, 70], ['general', 'low']],
    ['ls-shandong@1', [20, 16, 15, 12, 9, 8], ['major', 'considerable', 'considerable', 'general', 'general', 'low']],
    ['ls-province@1', [20, 16, 15, 12, 8, 6], ['major', 'considerable', 'considerable', 'general', 'general', 'low']],
    ['ls-third@1', [20, 16, 9, 8, 4, 3], ['major', 'considerable', 'considerable', 'general', 'general', 'low']],
  ])('%s takes the borders %j as documented', (id, scores, levels) => {
    const scale = scales.find((entry) => entry.id === id)!;
    expect(scores.map((score) => levelOf(scale, score * 100))).toEqual(levels);
  });
});

describe('catalogues', () => {
  it('has the 27 accident types, the last coded 0099, and maps all 20 former ones both ways', () => {
    const { types, formerTypes } = read(accidentTypesSchema, 'catalogues/gb6441@2025.json');
    expect([types.length, formerTypes.length]).toEqual([27, 20]);
    expect(types.at(-1)).toMatchObject({ code: 'WSA10099', name: '其他' });
    const codes = types.map((type) => type.code);
    const former = formerTypes.map((type) => type.name);
    expect(duplicates([...codes, ...former])).toEqual([]);
    expect(formerTypes.flatMap((type) => type.to).filter((code) => !codes.includes(code))).toEqual([]);
    expect(types.filter((type) => !former.includes(type.former))).toEqual([]);
  });

  it.each([
    ['gbt33000@2016', 8],
    ['gbt33000@2025', 10],
  ])('%s is a tree of %i elements', (id, count) => {
    const { elements } = read(elementsSchema, `catalogues/${id}.json`);
    const codes = elements.map((element) => element.code);
    expect(duplicates(codes)).toEqual([]);
    expect(elements.map(({ parent }) => parent)).toEqual(
      codes.map((code) => (code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null)),
    );
    expect(elements.filter(({ parent }) => parent !== null && !codes.includes(parent))).toEqual([]);
    expect(elements.filter(({ parent }) => parent === null)).toHaveLength(count);
  });

  it('regions: every one stands below an existing one whose code it refines', () => {
    const codes = new Set(regions.map((region) => region.code));
    expect(codes.size).toBe(regions.length);
    const misplaced = regions.filter(({ code, parent, level }) => {
      if (level === 'nation') return parent !== null;
      if (parent === null || !codes.has(parent)) return true;
      if (level === 'province') return !code.endsWith('0000') || parent !== '000000';
      if (level === 'prefecture') return !code.endsWith('00') || parent !== `${code.slice(0, 2)}0000`;
      return ![`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`].includes(parent);
    });
    expect(misplaced).toEqual([]);
    expect(regions.filter((region) => region.level === 'province')).toHaveLength(34);
    expect(regions.map((region) => region.name)).toEqual(expect.arrayContaining(['西城区', '双桥区', '成都市', '包头市', '阿拉善盟']));
  });

  it.each(catalogues('holidays'))('%s: days off in order, make-up days on weekends outside them', (name) => {
    const { year, holidays, workdays } = read(holidaysSchema, `catalogues/${name}`);
    expect(name).toBe(`holidays@${year}.json`);
    const edges = holidays.flatMap(({ from, to }) => [from, to]);
    expect(edges).toEqual(edges.toSorted());
    expect([...edges, ...workdays.map((entry) => entry.date)].filter((date) => !date.startsWith(`${year}-`))).toEqual([]);
    expect(
      workdays.filter(({ date }) => ![0, 6].includes(day(date)) || holidays.some(({ from, to }) => from <= date && date <= to)),
    ).toEqual([]);
    expect(workdays.filter((entry) => !holidays.some((holiday) => holiday.name === entry.for))).toEqual([]);
  });

  it('sizes: floors fall from large to small, and the code agrees on industry', () => {
    const { categories } = read(enterpriseSizeSchema, 'catalogues/enterprise-size@1.json');
    for (const { bands, metrics } of categories) {
      expect(bands.map((band) => band.size)).toEqual(['large', 'medium', 'small', 'micro']);
      for (const metric of metrics) {
        const floors = bands.slice(0, 3).map((band) => band[metric]!);
        expect(floors).toEqual(floors.toSorted((a, b) => b - a));
        expect(Math.min(...floors)).toBeGreaterThan(0);
      }
    }
    const industry = categories.find((category) => category.id === 'industry')!.bands.slice(0, 3);
    expect(industry.map((band) => enterpriseScale(band.headcount!, band.revenue! * 1_000_000)?.scale)).toEqual([
      'large',
      'medium',
      'small',
    ]);
  });

  it('cycles and control levels name each other', () => {
    const { cycles, defaults } = read(checkCyclesSchema, 'catalogues/check-cycles@1.json');
    expect(ids(cycles)).toEqual(expect.arrayContaining(defaults.map((entry) => entry.cycle)));
    expect(read(controlLevelsSchema, 'catalogues/control-levels@1.json').levels.map((level) => level.rank)).toEqual([1, 2, 3, 4]);
  });
});

describe('regulations, duties and rules', () => {
  const known = new Map(regulations.map((regulation) => [regulation.id, regulation]));
  const range = (prefix: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${String(from + i).padStart(2, '0')}`);

  it('are complete and unique', () => {
    expect([regulations, duties, rules].flatMap((rows) => duplicates(ids(rows)))).toEqual([]);
    expect(ids(duties).sort()).toEqual([...range('D', 1, 44), ...range('E', 1, 21), ...range('O', 1, 10)]);
    expect(ids(regulations).sort()).toEqual([
      ...range('R', 1, 8),
      ...range('R', 10, 26),
      ...range('R', 30, 44),
      ...range('R', 50, 61),
      ...range('S', 0, 4),
    ]);
    const written = [
      [1, 16],
      [20, 33],
      [40, 58],
      [60, 73],
      [80, 92],
      [100, 118],
    ] as const;
    expect(ids(rules).sort()).toEqual(written.flatMap(([from, to]) => range('V', from, to)).sort());
  });

  const cited = [...duties, ...rules].flatMap((row) => row.basis.map((basis) => ({ row: row.id, article: undefined, ...basis })));
  it.each(cited)('$row cites what $regulation has: $article', ({ regulation, article }) => {
    const articles = known.get(regulation)!.articles.map((entry) => entry.article);
    expect([...articles, undefined]).toContain(article);
  });

  it('regions and sectors of their conditions exist', () => {
    const codes = regions.map((region) => region.code);
    const conditions = [...duties, ...rules].flatMap(({ when }) => (when === undefined ? [] : [when]));
    expect(
      conditions.flatMap((when) => [...(when.regions ?? []), ...(when.exceptRegions ?? [])]).filter((code) => !codes.includes(code)),
    ).toEqual([]);
    expect(conditions.flatMap((when) => when.sectors ?? []).filter((sector) => !ids(sectors).includes(sector))).toEqual([]);
    expect(regulations.flatMap(({ region }) => region ?? []).filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('nothing unverified or conventional is shown as law', () => {
    const isLaw = ({ regulation }: { regulation: string }) => known.get(regulation)!.category !== 'policy';
    const isSeen = ({ regulation }: { regulation: string }) => ['verified', 'secondhand'].includes(known.get(regulation)!.confidence);
    expect(ids(rules.filter(({ kind, basis }) => kind === 'statutory' && !basis.some((entry) => isLaw(entry) && isSeen(entry))))).toEqual(
      [],
    );
    expect(ids(duties.filter(({ kind, basis }) => kind === 'statutory' && !basis.some(isLaw)))).toEqual([]);
    expect(ids(duties.filter(({ kind, period }) => kind !== 'statutory' && period.kind === 'statutory'))).toEqual([]);
  });

  it('policy that holds in one place is limited to that place', () => {
    const local = [...rules, ...duties].filter(
      ({ kind, basis }) =>
        kind === 'policy' && basis.length > 0 && basis.every(({ regulation }) => known.get(regulation)!.category === 'policy'),
    );
    expect(local.length).toBeGreaterThan(5);
    expect(ids(local.filter(({ when }) => when?.regions === undefined))).toEqual([]);
  });
});

describe('region packs', () => {
  it.each(packs)('$name overrides only what exists', ({ name, pack }) => {
    expect(name).toBe(`${pack.code}.json`);
    expect(regions.find((region) => region.code === pack.code)).toMatchObject({ name: pack.name, parent: pack.parent });
    expect(ids(rules)).toEqual(expect.arrayContaining(Object.keys(pack.overrides.rules ?? {})));
    expect(ids(duties)).toEqual(expect.arrayContaining(pack.overrides.duties ?? []));
    expect(ids(regulations)).toEqual(expect.arrayContaining(pack.basis));
    expect(ids(regulations.filter((regulation) => regulation.category === 'localRegulation'))).toEqual(
      expect.arrayContaining(pack.precededBy),
    );
  });

  it('Inner Mongolia asks for quarters as policy, below its own regulation', () => {
    const { pack } = packs.find((entry) => entry.pack.code === '150000')!;
    expect(pack).toMatchObject({
      kind: 'policy',
      precededBy: ['R41'],
      overrides: { riskReviewPeriod: 'quarter', rules: { V09: 'on', V10: 'on', V11: 'on', V31: 'on' } },
    });
    expect(pack.overrides.duties).toEqual(expect.arrayContaining(['D05', 'D08', 'D25']));
  });
});
