import { assessment, levelOf } from './grading.mjs';
import { ownership } from './register.mjs';
import { json, need, source } from './source.mjs';

/** The rounds, and the day on which each department was last gone through. */
export function rounds(org, rows) {
  const written = json('rounds.json');
  const implementations = source('implementation.txt').map((line) => line.split('|'));
  const byName = (name) =>
    need(
      org.people.find((one) => one.name === name),
      `person ${name}`,
    );
  const rowOf = (no) =>
    need(
      rows.find((row) => row.risk.riskNo === no),
      `risk ${no}`,
    );
  const postName = (one) => org.posts.find((post) => post.key === one.post).name;
  const unitName = (one) => org.departments.find((unit) => unit.key === one.department).name;
  const title = (one) =>
    one.isLeader
      ? postName(one)
      : one.post === 'departmentHead'
        ? `${unitName(one)}部长`
        : one.post === 'workshopHead'
          ? `${unitName(one)}主任`
          : one.post === 'teamLeader'
            ? `${unitName(one)}${unitName(one).at(-1)}长`
            : postName(one);
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
  for (const { round, previous } of out.toReversed()) {
    const members = new Map();
    for (const risk of state.values()) members.set(risk.department, (members.get(risk.department) ?? 0) + 1);
    const levels = [...state.values()].map((risk) => levelOf(risk.assessment));
    const figures = { total: levels.length };
    for (const level of ['major', 'considerable', 'general', 'low']) figures[level] = levels.filter((one) => one === level).length;
    for (const change of ['up', 'down', 'added', 'removed', 'changed'])
      figures[change] = round.changes.filter((one) => one.change === change).length;
    const conclusion = round.conclusion.replace(/\{(\w+)\}/g, (_, key) => need(figures[key], `figure ${key}`));
    const confirmations = round.confirmations.map(([department, name, assessedOn]) => ({
      department,
      person: byName(name).key,
      assessedOn,
      count: need(members.get(department), `risks of ${department}`),
    }));
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
      const earlier =
        score === undefined
          ? {}
          : {
              assessment: assessment(score),
              ...ownership({
                level: levelOf(assessment(score)),
                kind: row.place.kind,
                method: assessment(score).method,
                place: row.place,
                org,
                turn: row.turn,
              }),
            };
      const different = Object.fromEntries(
        Object.entries({ ...earlier, ...texts }).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(now[key])),
      );
      state.set(no, { ...now, ...different });
      return { change, riskNo: no, before: different, ...common };
    });
    const team = round.team.map(([name, role]) => {
      const one = byName(name);
      return { person: one.key, name, title: title(one), role, isWorkerRepresentative: role.includes('职工代表') };
    });
    done.unshift({
      no: round.no,
      name: round.name,
      period: round.period,
      kind: 'quarterly',
      openedOn: round.openedOn,
      assessedOn: round.assessedOn,
      closedOn: round.closedOn,
      team,
      confirmations,
      reason: round.reason,
      scope: round.scope,
      conclusion,
      changes,
      implementations: implementations.filter(([period]) => period === round.period).map(([, riskNo, words]) => ({ riskNo, words })),
    });
  }
  return { rounds: done, lastDates: out.at(-1).dates };
}
