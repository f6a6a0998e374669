import { z } from 'zod';
import { id, text } from '../../db/domain/field';
import { quarterOf } from '../../db/domain/period';
import { pastRisk, pastRound, pastState } from '../../db/domain/round/past';
import { riskLevels } from '../../db/domain/risk/scale';
import { readEnterprise } from '../../db/query/enterprise';
import { insertPastRound } from '../../db/query/roundPast';
import { scaleFor } from '../../db/query/scale';
import { isOtherEnterprise } from '../intake/facts';
import { readFiles, takeRows } from '../intake/intake';
import { mergedNames, Names } from '../intake/names';
import { riskCandidates, type RiskOptions } from '../intake/risks';
import { dropPast, findPast, keepPast, matchPast, pastMatches, type PastSession } from '../intake/roundPast';
import { readSources } from '../intake/sources';
import { rowKey } from '../intake/questions';
import { placeOf } from '../intake/rowPlace';
import { conflict, notFound, refuse } from './failure';
import { gradeOrRefuse } from './gradeOrRefuse';
import { asFailure, failureOf } from './intakeFailure';
import {
  chosenGrades,
  gradeSchemes,
  keptLayouts,
  layoutsOf,
  rememberedLayouts,
  rememberedSchemes,
  rememberLayouts,
  scalesToRead,
  sheetChoices,
  sheetsRead,
  statedScales,
} from './intakeLayout';
import { anImport, command, task } from './procedure';

/** Reads registers of a past period and finds again the risks that they speak of. Nothing is written. */
export const planPast = task(
  z.object({
    files: z.array(z.string().max(2000)).min(1).max(200),
    choices: sheetChoices,
    schemes: gradeSchemes,
    /** Level mappings that held at that time, instead of those of the enterprise. */
    scales: statedScales,
  }),
  async (scene, { files, choices, schemes, scales: stated }) => {
    const { content, db, today } = scene;
    const work = { signal: scene.signal, onProgress: (share: number) => scene.progress(share * 0.8, 'read') };
    const scales = scalesToRead(scene, stated);
    const remembered = rememberedLayouts(scene);
    const { sources, failures } = readSources(files);
    const { taken, sheets } = await asFailure(async () => {
      const read = await readFiles(sources, work);
      const unread = [...failures, ...read.failures];
      // A register that is read in part would be a wrong picture of its time.
      if (unread.length > 0) throw unread[0];
      return takeRows({ workbooks: read.workbooks, failures: [] }, 'risk', { remembered, choices: choices as never }, work);
    });
    scene.progress(0.9, 'check');
    const intake = riskCandidates(sheets, {
      scales: { lec: content.scale(scales.lec), ls: content.scale(scales.ls) },
      known: content.scales(),
      schemes: { ...rememberedSchemes(sheets, remembered), ...(schemes as RiskOptions['schemes']) },
      meant: new Names({}, mergedNames(db, today)).meant,
    });
    const codes = new Map(content.accidentTypes().map((type) => [type.name, type.code]));
    const rows = matchPast({ db, today, accidentCode: (name) => codes.get(name) }, intake.candidates);
    const session = keepPast({
      ...taken,
      rows,
      refused: intake.refused,
      scales,
      layouts: layoutsOf(taken.files, chosenGrades(sheets, intake.schemes)),
    });
    return { ...summaryOf(session, readEnterprise(db).name), inferred: { schemes: intake.schemes, fits: intake.fits } as unknown };
  },
);

function summaryOf({ id: sessionId, files, failures, rows, refused }: PastSession, enterprise: string) {
  const used = files.flatMap(({ surveys }) => surveys.filter((survey) => survey.used));
  const count = <Word extends string>(words: readonly Word[], of: (word: Word) => number) =>
    Object.fromEntries(words.map((word) => [word, of(word)])) as Record<Word, number>;
  const date = used.find(({ facts }) => facts.date !== undefined)?.facts.date ?? null;
  return {
    sessionId,
    total: rows.length,
    refused: refused.length,
    matches: count(pastMatches, (match) => rows.filter((row) => row.match === match).length),
    levels: count(riskLevels, (level) => rows.filter((row) => row.level === level).length),
    /** What the sheets themselves say of their time. */
    period: used.find(({ facts }) => facts.period !== undefined)?.facts.period ?? (date === null ? null : quarterOf(date)),
    date,
    /** Other enterprises that the sheets say they are of. */
    units: [...new Set(used.flatMap(({ facts: { unit } }) => (isOtherEnterprise(unit, enterprise) ? [unit!] : [])))],
    /** Files in which no table was found; until one is shown or the file is left out, nothing can be imported. */
    failures: failures.map(({ key, params }) => ({ key, params })),
    sheets: sheetsRead(files),
  };
}

/** A window of what was read, lines that were refused first. */
export const pastRows = task(
  z.object({ sessionId: id, offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200) }),
  async (_scene, { sessionId, offset, limit }) => {
    const session = findPast(sessionId);
    if (!session) throw notFound('intakeSession');
    const { rows, refused } = session;
    const from = Math.max(0, offset - refused.length);
    const to = Math.max(0, offset + limit - refused.length);
    return {
      rows: [
        ...refused.slice(offset, offset + limit).map((row) => ({
          id: rowKey(row),
          place: placeOf(row),
          match: null,
          level: null,
          riskNo: row.raw.riskNo ?? '',
          riskPoint: row.raw.riskPoint ?? '',
          hazardSource: row.raw.hazardSource ?? '',
          department: row.raw.department ?? '',
          problems: row.problems,
        })),
        ...rows.slice(from, to).map((row) => ({
          id: rowKey(row),
          place: placeOf(row),
          match: row.match,
          level: row.level,
          riskNo: row.risk.riskNo,
          riskPoint: row.risk.riskPoint,
          hazardSource: row.risk.hazardSource,
          department: row.risk.department,
          problems: [],
        })),
      ],
      total: refused.length + rows.length,
    };
  },
);

/** Imports what was read as a closed round; one step, one undo. */
export const importPast = task(
  z.object({ sessionId: id, round: pastRound }),
  async (scene, { sessionId, round }) => {
    const session = findPast(sessionId);
    if (!session) throw notFound('intakeSession');
    if (session.failures.length > 0) throw failureOf(session.failures);
    if (session.rows.length === 0) throw conflict('pastEmpty');
    scene.progress(undefined, 'write');
    const reply = (await scene.run('round.applyPast', {
      round,
      sources: session.files
        .map(({ file }) => file)
        .join('、')
        .slice(0, 2000),
      scales: session.scales,
      layouts: session.layouts,
      items: session.rows.map(({ riskId, risk }) => ({ riskId, risk })),
    })) as { step: number | null; value: { id: string; no: string } };
    dropPast();
    return { step: reply.step, ...reply.value, risks: session.rows.length, refused: session.refused.length };
  },
  { precaution: () => anImport },
);

/** Writes a round of the past. Scores and levels are computed here, by the mappings of the workspace. */
export const applyPast = command(
  z.object({
    round: pastRound,
    sources: text(2000),
    /** Mappings of that time; those of the enterprise where none are stated. */
    scales: statedScales,
    layouts: keptLayouts.default([]),
    items: z
      .array(z.object({ riskId: id.nullable(), risk: pastRisk }))
      .min(1)
      .max(200_000),
  }),
  (scene, { round, sources, scales, layouts, items }) => {
    const { db, today, content } = scene;
    if (round.closedOn < round.assessedOn) throw refuse('dateOrder', 'closedOn', { date: round.assessedOn });
    if (round.closedOn > today) throw refuse('dateFuture', 'closedOn', { date: today });
    const { reviewCadence } = content.regionRules(readEnterprise(db).regionCode);
    const chosen = scalesToRead(scene, scales);
    const states = items.map(({ riskId, risk }) => {
      const scale = scaleFor(content, risk.method, undefined, chosen);
      const graded = gradeOrRefuse(risk, scale);
      return { riskId, state: pastState({ ...risk, assessedOn: risk.assessedOn ?? round.assessedOn }, graded, reviewCadence) };
    });
    rememberLayouts(db, 'risk', layouts);
    return insertPastRound(db, round, sources === '' ? '' : `补录自：${sources}`, states);
  },
);
