import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { regionsSchema, regulationsSchema } from '../../db/domain/content';
import { appointmentRoles } from '../../db/domain/organization/appointment';
import { committeeAgendaSchema } from '../../db/domain/performance/agenda';
import { dutiesFor, dutyLibrarySchema, postsFor } from '../../db/domain/responsibility/library';
import { postLevels } from '../../db/domain/responsibility/responsibility';
import { departmentKindOf, targetLibrarySchema, targetsFor } from '../../db/domain/responsibility/targetLibrary';
import { Content } from '../../electron/workspace/content';
import { catalogues, duplicates, ids, read, root } from '../support/contentFiles';

const regulations = read(regulationsSchema, 'regulations/regulations@1.json').regulations;
const regions = read(regionsSchema, 'catalogues/regions@1.json').regions;

/** An item behind the article (第21条第1项) is not listed for itself. */
const hasArticle = ({ regulation, article }: { regulation: string; article?: string | undefined }) =>
  regulations.find(({ id }) => id === regulation)?.articles.some((entry) => entry.article === article?.replace(/第\d项$/, '')) ?? false;

describe.each(catalogues('duty-library@'))('library of duties %s', (name) => {
  const library = read(dutyLibrarySchema, `catalogues/${name}`);
  const items = library.posts.flatMap((post) => post.duties.map((duty) => ({ post, duty })));
  const cited = items.flatMap(({ duty }) => duty.basis.map((basis) => ({ id: duty.id, ...basis })));
  const itemsOf = (post: string, article: string) =>
    library.posts
      .find(({ id }) => id === post)!
      .duties.flatMap(({ basis }) => basis)
      .filter((basis) => basis.regulation === 'R01' && basis.article?.startsWith(`${article}第`))
      .map((basis) => basis.article!.slice(article.length));
  const sevenItems = Array.from({ length: 7 }, (_, i) => `第${i + 1}项`);

  it('names each post, synonym and duty once', () => {
    expect(duplicates(ids(library.posts))).toEqual([]);
    expect(duplicates(ids(items.map(({ duty }) => duty)))).toEqual([]);
    expect(items.filter(({ post, duty }) => !duty.id.startsWith(`${post.id}.`))).toEqual([]);
    expect(duplicates(library.posts.flatMap(({ title, synonyms }) => [...new Set([title, ...synonyms])]))).toEqual([]);
    expect(duplicates(items.map(({ duty }) => duty.text))).toEqual([]);
  });

  it('finds each post by its title and by each of its synonyms', () => {
    const missed = library.posts.flatMap((post) =>
      [post.title, ...post.synonyms].filter((word) => postsFor(library, word)[0]?.post.id !== post.id),
    );
    expect(missed).toEqual([]);
  });

  it('rests on articles that the list of regulations has', () => {
    expect(cited.filter((basis) => !hasArticle(basis))).toEqual([]);
    expect([...new Set(cited.map(({ regulation }) => regulation))].sort()).toEqual(library.sources.toSorted());
  });

  it('adds up to 100 points in every region, each duty keeping some', () => {
    const anywhere = ['000000', ...regions.map(({ code }) => code)];
    for (const post of library.posts) {
      for (const chain of [[], anywhere]) {
        const points = dutiesFor(post, chain).map(({ standard }) => standard);
        expect([post.id, points.reduce((sum, value) => sum + value, 0), Math.min(...points) > 0]).toEqual([post.id, 100, true]);
      }
    }
  });

  it('cites a document of one place only to those who are there', () => {
    for (const { code } of regions) {
      const chain = [code, `${code.slice(0, 2)}0000`];
      const cites = library.posts.flatMap((post) => dutiesFor(post, chain)).flatMap(({ basis }) => basis);
      const strange = cites.filter(({ regulation }) => {
        const place = regulations.find(({ id }) => id === regulation)!.region;
        return place !== undefined && !chain.includes(place);
      });
      expect([code, strange]).toEqual([code, []]);
    }
    expect(
      library.posts
        .flatMap((post) =>
          dutiesFor(
            post,
            regions.map(({ code }) => code),
          ),
        )
        .filter(({ basis }) => basis.length === 0),
    ).toEqual([]);
  });

  it('limits to a region what only holds there, within a duty that holds everywhere', () => {
    const isLocal = (id: string) => regulations.find((regulation) => regulation.id === id)!.region !== undefined;
    const local = items.filter(({ duty }) => duty.basis.every(({ regulation }) => isLocal(regulation)));
    expect(local).toEqual(items.filter(({ duty }) => duty.regions !== undefined));
    expect(local.length).toBeGreaterThan(0);
    for (const { post, duty } of local) {
      expect(regions.map(({ code }) => code)).toEqual(expect.arrayContaining(duty.regions!));
      expect(post.duties.filter((other) => other.id === duty.partOf && other.regions === undefined)).toHaveLength(1);
    }
  });

  it('cites no local document for a duty that is offered everywhere', () => {
    const isLocal = (id: string) => regulations.find((regulation) => regulation.id === id)!.region !== undefined;
    expect(items.filter(({ duty }) => duty.regions === undefined && duty.basis.some(({ regulation }) => isLocal(regulation)))).toEqual([]);
  });

  it.each([
    ['principal', '第21条'],
    ['safetyOfficer', '第25条'],
    ['safetyHead', '第25条'],
  ])('covers for %s the seven duties of R01 %s one by one', (post, article) => {
    expect([...new Set(itemsOf(post, article))].sort()).toEqual(sevenItems);
  });

  it('has posts for every level, and for every fixed role that has duties of its own', () => {
    expect(new Set(library.posts.map(({ level }) => level))).toEqual(new Set(postLevels));
    const roles = new Set(library.posts.map(({ role }) => role));
    const first = (role: string) => library.posts.find((post) => post.role === role)?.id;
    expect([first('otherLeader'), first('departmentHead')]).toEqual(['otherDeputy', 'departmentHead']);
    // 安委会 seats are held by people who have a post; what they do there is the committee's.
    expect(appointmentRoles.filter((role) => !roles.has(role) && !role.startsWith('committee'))).toEqual([]);
  });
});

describe.each(catalogues('target-library@'))('yearly targets %s', (name) => {
  const library = read(targetLibrarySchema, `catalogues/${name}`);
  const byId = new Map(library.targets.map((target) => [target.id, target]));

  it('are unique and rest on known articles', () => {
    expect(duplicates(ids(library.targets))).toEqual([]);
    expect(duplicates(library.targets.map((target) => `${target.level} ${target.name}`))).toEqual([]);
    expect(library.targets.flatMap(({ basis }) => basis).filter((basis) => !hasArticle(basis))).toEqual([]);
  });

  it('come down from the enterprise by levels', () => {
    const rank = ['enterprise', 'department', 'post'];
    const strange = library.targets.filter(({ level, parent }) =>
      level === 'enterprise'
        ? parent !== undefined
        : parent === undefined || rank.indexOf(byId.get(parent)?.level ?? 'post') >= rank.indexOf(level),
    );
    expect(ids(strange)).toEqual([]);
  });

  it('suit departments by kind and posts by level, both results and process', () => {
    const kinds = ids(library.departmentKinds);
    expect(duplicates(kinds)).toEqual([]);
    expect(duplicates(library.departmentKinds.flatMap(({ words }) => words))).toEqual([]);
    expect(library.targets.flatMap(({ departments }) => departments ?? []).filter((kind) => !kinds.includes(kind))).toEqual([]);
    const misplaced = library.targets.filter(
      ({ level, departments, postLevels: levels }) =>
        (departments !== undefined && level !== 'department') || (levels !== undefined) !== (level === 'post'),
    );
    expect(ids(misplaced)).toEqual([]);
    for (const level of postLevels) expect(targetsFor(library, { level: 'post', postLevel: level }).length).toBeGreaterThan(1);
    for (const whose of [targetsFor(library, { level: 'enterprise' }), targetsFor(library, { level: 'department', name: '一车间' })])
      expect(new Set(whose.map(({ kind }) => kind))).toEqual(new Set(['result', 'process']));
  });

  it.each([
    ['机加工车间', 'workshop'],
    ['安全环保部', 'safety'],
    ['人力资源部', 'hr'],
    ['设备动力部', 'equipment'],
    ['采购部', 'purchasing'],
    ['董事会', ''],
  ])('%s is a department of the kind %j', (department, kind) => {
    expect(departmentKindOf(library, department)).toBe(kind);
  });

  it('offer a department of no known kind what suits every one, and a post of no level nothing', () => {
    const every = library.targets.filter(({ level, departments }) => level === 'department' && departments === undefined);
    expect(targetsFor(library, { level: 'department', name: '董事会' })).toEqual(every);
    expect(targetsFor(library, { level: 'department', name: '财务部' }).length).toBeGreaterThan(every.length);
    expect(targetsFor(library, { level: 'post', postLevel: '' })).toEqual([]);
  });
});

it.each(catalogues('committee-agenda@'))('%s has the seven duties of the committee in their order, then what is only usual', (name) => {
  const agenda = read(committeeAgendaSchema, `catalogues/${name}`);
  expect(agenda.items.map(({ clause }) => clause)).toEqual([...'abcdefg', ...agenda.items.slice(7).map(() => undefined)]);
  expect([duplicates(agenda.items.map(({ key }) => key)), duplicates(agenda.items.map((item) => item.text))]).toEqual([[], []]);
  expect(hasArticle(agenda)).toBe(true);
});

describe('the content as the application reads it', () => {
  it('is the newest edition of each library, older ones by their name', () => {
    const content = new Content(root);
    expect(content.dutyLibrary()).toEqual(content.dutyLibraries().at(-1));
    expect(content.dutyLibrary('duty-library@1').id).toBe('duty-library@1');
    expect(() => content.dutyLibrary('duty-library@0')).toThrow('duty-library@0');
    expect([content.targetLibrary().targets, content.committeeAgenda().items].map((rows) => rows.length > 6)).toEqual([true, true]);
  });

  it('orders editions by their number', () => {
    const folder = mkdtempSync(join(tmpdir(), 'anze-content-'));
    try {
      mkdirSync(join(folder, 'catalogues'));
      for (const number of [10, 2, 9])
        writeFileSync(join(folder, `catalogues/duty-library@${number}.json`), JSON.stringify({ id: `duty-library@${number}` }));
      expect(ids(new Content(folder).dutyLibraries())).toEqual(['duty-library@2', 'duty-library@9', 'duty-library@10']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names regulations by code', () => {
    expect(new Content(root).regulationTitles().get('R01')).toContain('安全生产法');
  });

  it('offers the duties of a region to whoever is there or below: each region of the library has a pack', () => {
    const content = new Content(root);
    const principal = content.dutyLibrary().posts.find(({ id }) => id === 'principal')!;
    const offered = (code: string) => ids(dutiesFor(principal, content.regionRules(code).packs));
    expect(offered('150200')).toContain('principal.fullInspection');
    expect(offered('510100')).not.toContain('principal.fullInspection');
    const places = content.dutyLibrary().posts.flatMap(({ duties }) => duties.flatMap(({ regions: codes }) => codes ?? []));
    expect(places.filter((code) => !content.regionRules(code).packs.includes(code))).toEqual([]);
  });
});
