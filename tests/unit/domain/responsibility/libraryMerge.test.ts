import { describe, expect, it } from 'vitest';
import { adopted, type LibraryDuty } from '../../../../db/domain/responsibility/library';
import { compareWithLibrary, mergeDuties, type Decisions, type OwnDuty } from '../../../../db/domain/responsibility/libraryMerge';

const titles = new Map([['R01', '安全生产法']]);
const duty = (id: string, other: Partial<LibraryDuty> = {}): LibraryDuty => ({
  id,
  text: `${id}的职责`,
  scope: '本岗位',
  frequency: '每月',
  evidence: '记录',
  criteria: '每缺一次扣1分',
  standard: 20,
  basis: [{ regulation: 'R01', article: '第22条' }],
  ...other,
});
const own = (from: LibraryDuty, other: Partial<OwnDuty> = {}): OwnDuty => ({ id: `row ${from.id}`, ...adopted(from, titles), ...other });
const compare = (list: OwnDuty[], library: LibraryDuty[], former?: LibraryDuty[]) => compareWithLibrary(list, library, titles, former);
const states = (...args: Parameters<typeof compare>) => compare(...args).map(({ state }) => state);
const merge = (list: OwnDuty[], library: LibraryDuty[], decided?: Decisions) =>
  mergeDuties(compare(list, library), library, titles, decided);
const a = duty('p.a');
const mine = { text: '我们自己的话' };

describe('three-way comparison with a newer edition', () => {
  it.each([
    ['unchanged', own(a), a],
    ['libraryChanged', own(a), duty('p.a', { text: '新话' })],
    ['mineChanged', own(a, mine), a],
    ['bothChanged', own(a, mine), duty('p.a', { text: '新话' })],
    ['unchanged', own(a, { text: '新话' }), duty('p.a', { text: '新话' })],
    ['bothChanged', own(a, mine), duty('p.a', { frequency: '每周' })],
    ['libraryChanged', own(a), duty('p.a', { standard: 21 })],
    ['mineChanged', own(a, { standard10: null }), a],
    ['libraryChanged', own(a), duty('p.a', { basis: [{ regulation: 'R01', article: '第21条' }] })],
    ['bothChanged', own(a, { base: {}, ...mine }), a],
    ['unchanged', own(a, { base: {} }), a],
    ['removed', own(a), duty('p.b')],
    ['own', own(a, { libraryDuty: '', base: {} }), a],
  ] as const)('%s', (state, row, library) => {
    expect(states([row], [library])[0]).toBe(state);
  });

  it('tells a new duty from one that the list left out', () => {
    const b = duty('p.b');
    expect(states([own(a)], [a, b])).toEqual(['unchanged', 'new']);
    expect(states([own(a)], [a, b], [a, b])).toEqual(['unchanged', 'dropped']);
  });

  it('shows the three words of each field that differs', () => {
    const [{ fields }] = compare([own(a, mine)], [duty('p.a', { text: '新话', frequency: '每周' })]) as [
      ReturnType<typeof compare>[number],
    ];
    expect(fields).toEqual([
      { field: 'text', state: 'bothChanged', base: 'p.a的职责', mine: '我们自己的话', library: '新话' },
      { field: 'frequency', state: 'libraryChanged', base: '每月', mine: '每月', library: '每周' },
    ]);
  });
});

describe('merging', () => {
  const newer = duty('p.a', { text: '新话', frequency: '每周', standard: 25 });

  it('takes what the library changed, never over what the enterprise wrote', () => {
    expect(merge([own(a, mine)], [newer])).toMatchObject([
      { id: 'row p.a', text: '我们自己的话', frequency: '每周', standard10: 250, base: { text: 'p.a的职责', frequency: '每周' } },
    ]);
  });

  it('asks again about a field changed on both sides until somebody decides', () => {
    const again = (decided?: Decisions) => states(merge([own(a, mine)], [newer], decided) as OwnDuty[], [newer]);
    expect(again()).toEqual(['bothChanged']);
    expect(again({ fields: new Map([['row p.a', { text: 'mine' }]]) })).toEqual(['mineChanged']);
    expect(again({ fields: new Map([['row p.a', { text: 'library' }]]) })).toEqual(['unchanged']);
  });

  it('does as a person decides, field by field', () => {
    const fields = new Map([['row p.a', { text: 'library', frequency: 'mine' }]] as const);
    const [row] = merge([own(a, mine)], [newer], { fields });
    expect(row).toMatchObject({ text: '新话', frequency: '每月', standard10: 250, base: { text: '新话', frequency: '每周' } });
  });

  it('takes the duties that a person chose, new ones or such as the list left out', () => {
    const library = [a, duty('p.b'), duty('p.c')];
    const of = (take?: ReadonlySet<string>) =>
      mergeDuties(compare([own(a)], library, [a, library[1]!]), library, titles, take ? { take } : {}).map(
        ({ libraryDuty }) => libraryDuty,
      );
    expect(of()).toEqual(['p.a', 'p.c']);
    expect(of(new Set())).toEqual(['p.a']);
    expect(of(new Set(['p.b', 'p.a', 'p.x']))).toEqual(['p.a', 'p.b']);
  });

  it('keeps duties of the enterprise and those that the library no longer has', () => {
    const kept = [own(a), own(duty('p.z'), { libraryDuty: '', base: {} })];
    expect(merge(kept, [duty('p.b')]).filter(({ id }) => id !== undefined)).toEqual(kept);
  });

  it('places new duties behind the one that they follow in the library, as rows without id', () => {
    const library = [duty('p.0'), a, duty('p.b'), duty('p.c')];
    const merged = merge([own(a), own(duty('p.z'), { libraryDuty: '' }), own(duty('p.c'))], library);
    expect(merged.map(({ id, libraryDuty }) => [id, libraryDuty])).toEqual([
      [undefined, 'p.0'],
      ['row p.a', 'p.a'],
      [undefined, 'p.b'],
      ['row p.z', ''],
      ['row p.c', 'p.c'],
    ]);
  });

  it('leaves out what the list left out', () => {
    const b = duty('p.b');
    expect(mergeDuties(compare([own(a)], [a, b], [a, b]), [a, b], titles)).toHaveLength(1);
  });

  it('changes nothing more when it is done again', () => {
    const library = [newer, duty('p.b')];
    const once = merge([own(a)], library).map((row, i) => ({ ...row, id: `row ${i}` }));
    expect(states(once, library)).toEqual(['unchanged', 'unchanged']);
    expect(merge(once, library)).toEqual(once);
  });
});
