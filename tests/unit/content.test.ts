import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  accidentTypesSchema, checkCyclesSchema, controlLevelsSchema, dutiesSchema, elementsSchema, enterpriseSizeSchema, hazardFactorsSchema,
  holidaysSchema, regionPackSchema, regionsSchema, regulationsSchema, rulesSchema, sectorsSchema,
} from '../../db/domain/content';
import { enterpriseScale } from '../../db/domain/enterprise/enterprise';
import { lecScore, lecValues, levelOf, levelRank, lsScore, lsValues, scaleSchema } from '../../db/domain/risk/scale';

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
