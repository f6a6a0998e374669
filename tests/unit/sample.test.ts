import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accidentTypesSchema, checkCyclesSchema, holidaysSchema, regionsSchema, sectorsSchema } from '../../db/domain/content';
import { sampleSchema, type SampleRisk } from '../../db/domain/sample';
import { usccFault } from '../../db/domain/enterprise/uscc';
import { quarterOf } from '../../db/domain/period';
import { controlLevels } from '../../db/domain/risk/risk';
import { lecScore, levelOf, levelRank, lsScore, scaleSchema } from '../../db/domain/risk/scale';
import { compareLevels } from '../../db/domain/round/round';

const content = (path: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '../../resources', path), 'utf8'));
const text = readFileSync(join(import.meta.dirname, '../../resources/samples/machinery.json'), 'utf8');
const sample = sampleSchema.parse(JSON.parse(text));
const scales = {
  lec: scaleSchema.parse(content(`catalogues/${sample.scales.lec}.json`)),
  ls: scaleSchema.parse(content(`catalogues/${sample.scales.ls}.json`)),
};
const level = ({ assessment }: SampleRisk) =>
  levelOf(
    scales[assessment.method],
    assessment.method === 'lec' ? lecScore(assessment.l, assessment.e, assessment.c) : lsScore(assessment.l, assessment.s),
  );
const duplicates = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);
const nos = (risks: Iterable<SampleRisk>) => [...risks].map((risk) => risk.riskNo);

const departments = new Set(sample.departments.map((department) => department.key));
const posts = new Set(sample.posts.map((post) => post.key));
const people = new Map(sample.people.map((person) => [person.key, person]));
const removed = sample.rounds.flatMap((round) => round.changes.flatMap((change) => (change.change === 'removed' ? [change.before] : [])));
const everWritten = [...sample.risks, ...removed];

/** Registers before the first round and after each: the changes undone from the end. */
function replay() {
  const states = [new Map(sample.risks.map((risk) => [risk.riskNo, risk]))];
  for (const round of sample.rounds.toReversed()) {
    const state = new Map(states[0]);
    for (const change of round.changes) {
      if (change.change === 'added') state.delete(change.riskNo);
      else if (change.change === 'removed') state.set(change.riskNo, change.before);
      else state.set(change.riskNo, { ...state.get(change.riskNo)!, ...change.before });
    }
    states.unshift(state);
  }
  return states;
}
const states = replay();
const named = states.map((state, i) => ({ after: i === 0 ? 'the paper register' : sample.rounds[i - 1]!.period, state }));

describe('the sample enterprise', () => {
  it('is what its sources give', async () => {
    const generator = '../../scripts/sample.mjs';
    const { buildSample, sampleText } = (await import(generator)) as {
      buildSample: () => unknown;
      sampleText: (sample: unknown) => string;
    };
    expect(text === sampleText(buildSample())).toBe(true);
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

  it('says of every serious risk of the last round how its measures are kept, and of every major one what major ones state', () => {
    const last = states.at(-1)!;
    const serious = [...last.values()].filter((risk) => ['major', 'considerable'].includes(level(risk)));
    expect(
      sample.rounds
        .at(-1)!
        .implementations.map(({ riskNo }) => riskNo)
        .toSorted(),
    ).toEqual(nos(serious).toSorted());
    const majors = new Set(states.slice(1).flatMap((state) => nos([...state.values()].filter((risk) => level(risk) === 'major'))));
    expect(sample.majors.map(({ riskNo }) => riskNo).toSorted()).toEqual([...majors].toSorted());
  });

  it('resolves every key, code and name', () => {
    const codes = accidentTypesSchema.parse(content('catalogues/gb6441@2025.json')).types.map((type) => type.code);
    const cycles = checkCyclesSchema.parse(content('catalogues/check-cycles@1.json')).cycles.map((cycle) => cycle.name);
    expect(sample.departments.filter(({ parent }) => parent !== null && !departments.has(parent))).toEqual([]);
    expect(sample.people.filter((person) => !departments.has(person.department) || !posts.has(person.post))).toEqual([]);
    expect(nos(everWritten.filter((risk) => !departments.has(risk.department) || people.get(risk.owner)?.post !== risk.ownerPost))).toEqual(
      [],
    );
    expect(
      nos(everWritten.filter((risk) => risk.accidentTypes.some((type) => !codes.includes(type)) || !cycles.includes(risk.checkCycle))),
    ).toEqual([]);
    expect(
      regionsSchema.parse(content('catalogues/regions@1.json')).regions.some(({ code }) => code === sample.enterprise.regionCode),
    ).toBe(true);
    expect(sectorsSchema.parse(content('catalogues/sectors@1.json')).sectors.some(({ id }) => id === sample.enterprise.sector)).toBe(true);
  });

  it('names people, departments, posts of the library and items of the agenda that there are', () => {
    const library = (content('catalogues/duty-library@1.json') as { posts: { id: string }[] }).posts.map(({ id }) => id);
    const agenda = (content('catalogues/committee-agenda@1.json') as { items: { key: string }[] }).items.map(({ key }) => key);
    const { appointments, lists, letters, meetings, inspections, targets } = sample.staff;
    const tasks = [...meetings.flatMap(({ resolutions }) => resolutions), ...inspections.flatMap(({ findings }) => findings)];
    const named = [
      ...appointments.map(({ person }) => person),
      letters.issuer,
      ...letters.unsigned,
      ...tasks.map(({ owner }) => owner),
      ...inspections.map(({ inspector }) => inspector),
    ];
    expect(named.filter((key) => !people.has(key))).toEqual([]);
    expect([...tasks, ...appointments].filter(({ department }) => department !== null && !departments.has(department))).toEqual([]);
    expect(targets.departments.filter((key) => !departments.has(key))).toEqual([]);
    expect([...Object.values(lists.posts), ...lists.roles.map(({ from }) => from)].filter((id) => !library.includes(id))).toEqual([]);
    expect(
      meetings
        .flatMap((meeting) => [...meeting.agenda, ...meeting.resolutions.map((one) => one.agendaKey)])
        .filter((key) => !agenda.includes(key)),
    ).toEqual([]);
    // One post is left for whoever tries the library, one list for whoever takes note.
    expect([...posts].filter((key) => !(key in lists.posts))).toEqual(['truckDriver']);
    expect(
      tasks.filter(({ dueOn, doneOn, verifiedOn }) => (doneOn ?? dueOn) < '2025-10-01' || (verifiedOn !== null && doneOn === null)),
    ).toEqual([]);
  });

  it.each([
    ['people', sample.people.map((person) => person.name)],
    ['phones', sample.people.map((person) => person.phone)],
    ['keys of people', sample.people.map((person) => person.key)],
    ['posts', sample.posts.map((post) => post.name)],
    ['departments', sample.departments.map((department) => department.name)],
    ['numbers of risks', nos(everWritten)],
    ['risks', sample.risks.map((risk) => `${risk.point}/${risk.step}/${risk.hazardSource}`)],
  ])('has no two %s alike', (_, values) => {
    expect(duplicates(values)).toEqual([]);
  });

  it.each([
    ['major', 0.009, 0.021],
    ['considerable', 0.055, 0.085],
    ['general', 0.3, 0.42],
  ])('has a believable share of %s risks', (wanted, from, to) => {
    const share = sample.risks.filter((risk) => level(risk) === wanted).length / sample.risks.length;
    expect(share).toBeGreaterThan(from);
    expect(share).toBeLessThan(to);
  });

  it('is assessed by LEC, in part by LS', () => {
    const ls = sample.risks.filter((risk) => risk.assessment.method === 'ls').length;
    expect(ls).toBeGreaterThanOrEqual(25);
    expect(ls).toBeLessThanOrEqual(45);
  });

  it('employs people of an age to work who entered when they could', () => {
    const year = (date: string) => Number(date.slice(0, 4));
    const strange = sample.people.filter(
      ({ birthDate, enteredOn, leftOn }) =>
        year(enteredOn) - year(birthDate) < 18 ||
        2026 - year(birthDate) >= 60 ||
        enteredOn > '2026-09-30' ||
        (leftOn !== undefined && leftOn <= enteredOn),
    );
    expect(strange).toEqual([]);
  });

  it('gives all five kinds of measures and no stray marks', () => {
    const measures = ['engineering', 'administrative', 'training', 'ppe', 'emergency'] as const;
    expect(nos(everWritten.filter((risk) => measures.some((field) => risk[field].length < 5)))).toEqual([]);
    expect(
      nos(
        everWritten.filter((risk) =>
          /[|*~^{}]|undefined/.test(JSON.stringify(Object.values(risk).filter((value) => typeof value === 'string'))),
        ),
      ),
    ).toEqual([]);
  });

  it.each(named)('obeys V06 after $after', ({ state }) => {
    const risks = [...state.values()];
    expect(nos(risks.filter((risk) => controlLevels.indexOf(risk.controlLevel) > levelRank(level(risk)) - 1))).toEqual([]);
    expect(nos(risks.filter((risk) => level(risk) === 'major' && people.get(risk.owner)?.isLeader !== true))).toEqual([]);
  });
});

describe('the rounds of the sample', () => {
  const calendars = ['2025', '2026'].map((year) => holidaysSchema.parse(content(`catalogues/holidays@${year}.json`)));
  const works = (date: string) =>
    calendars.some(({ workdays }) => workdays.some((entry) => entry.date === date)) ||
    (![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) &&
      !calendars.some(({ holidays }) => holidays.some(({ from, to }) => from <= date && date <= to)));
  const rounds = sample.rounds.map((round, i) => ({ period: round.period, round, before: states[i]!, after: states[i + 1]! }));

  it('are the four quarters of the past year', () => {
    expect(sample.rounds.map((round) => round.period)).toEqual(['2025Q4', '2026Q1', '2026Q2', '2026Q3']);
  });

  it.each(rounds)('$period was held on working days in order', ({ round, period }) => {
    const confirmed = round.confirmations.map((entry) => entry.assessedOn).sort();
    const dates = [round.openedOn, ...confirmed, round.assessedOn, round.closedOn];
    expect(dates).toEqual(dates.toSorted());
    expect(dates.filter((date) => quarterOf(date) !== period || !works(date))).toEqual([]);
  });

  it.each(rounds)('$period had a team of people who were there, with representatives of the workers', ({ round }) => {
    const absent = round.team.filter(({ person, name }) => {
      const known = people.get(person);
      return (
        known === undefined ||
        known.name !== name ||
        known.enteredOn > round.openedOn ||
        (known.leftOn !== undefined && known.leftOn < round.assessedOn)
      );
    });
    expect(absent).toEqual([]);
    expect(round.team.filter((member) => member.role === '组长')).toHaveLength(1);
    expect(round.team.filter((member) => member.isWorkerRepresentative).length).toBeGreaterThanOrEqual(2);
  });

  it.each(rounds)('$period was confirmed by every department for each of its risks', ({ round, after }) => {
    const held = new Map<string, number>();
    for (const risk of after.values()) held.set(risk.department, (held.get(risk.department) ?? 0) + 1);
    expect(new Map(round.confirmations.map((entry) => [entry.department, entry.count]))).toEqual(held);
  });

  it.each(rounds)('$period names every change rightly, with a reason and a second person (V16)', ({ round, before, after }) => {
    const wrong = round.changes.filter(({ change, riskNo, assessor, reviewer }) => {
      const [old, now] = [before.get(riskNo), after.get(riskNo)];
      const direction = compareLevels(old ? level(old) : null, now ? level(now) : null);
      return (
        direction !== (change === 'changed' ? 'same' : change) ||
        JSON.stringify(old) === JSON.stringify(now) ||
        assessor === reviewer ||
        !people.has(assessor) ||
        !people.has(reviewer)
      );
    });
    expect(wrong).toEqual([]);
    expect(duplicates(round.changes.map((change) => change.riskNo))).toEqual([]);
  });

  it.each(rounds)('$period concludes with the figures of its own register', ({ round, after }) => {
    const count = (wanted: string) => [...after.values()].filter((risk) => level(risk) === wanted).length;
    expect(round.conclusion).toContain(
      `有效风险 ${after.size} 条，其中重大 ${count('major')} 条、较大 ${count('considerable')} 条、一般 ${count('general')} 条、低 ${count('low')} 条`,
    );
    expect(round.conclusion).not.toMatch(/[{}]/);
  });

  it('date the present register by the last of them', () => {
    const last = new Map(sample.rounds.at(-1)!.confirmations.map((entry) => [entry.department, entry.assessedOn]));
    expect(nos(sample.risks.filter((risk) => last.get(risk.department) !== risk.assessedOn))).toEqual([]);
  });
});
