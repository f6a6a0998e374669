import { lackingFields } from '../../db/domain/card/card';
import {
  accidentGaps,
  boardGaps,
  cardGaps,
  figureGaps,
  findingGaps,
  implementationGaps,
  inspectionGaps,
  letterGaps,
  listGaps,
  majorRiskGaps,
  mapGaps,
  maskGaps,
  noticeGaps,
  reportGaps,
  publicityGaps,
  scanGaps,
  staffingGaps,
  type EnclosedState,
  type Gap,
} from '../../db/domain/filing/gaps';
import { writtenChapters } from '../../db/domain/filing/report';
import type { Reader } from '../../db/handle';
import { readEnterprise } from '../../db/query/enterprise';
import { gapsOf } from '../../db/query/filing';
import { reviewRisks, switchedOffRules } from '../../db/query/review';
import { reviewCardsOf } from './card/review';
import type { Dossier } from './compose';
import type { F40Dossier } from './f40/dossier';
import { crossed } from './contradictions';
import { crossCheck } from './crossCheck';
import { publicView, removalsText } from './f09/publish';
import { masked, maskedText } from './mask';
import { keptAttachment } from '../workspace/attachment';
import type { WorkspacePaths } from '../workspace/paths';
import type { GatherScene } from './gather';
import { statementOf, type Statement } from './statement';
import { statementsOf } from './statements';

/** What a paper lacks before it can be issued without a reason, and what its author should know besides. */
export function requestGaps(scene: GatherScene & { paths: WorkspacePaths }, dossier: Dossier): Gap[] {
  const { mask } = dossier;
  return [...gapsOfPaper(scene, dossier), ...(mask === undefined ? [] : maskGaps(mask.authority, maskedText(masked(dossier).hidden)))];
}

const isGone = (paths: WorkspacePaths, image: string | null): boolean => image !== null && keptAttachment(paths, image) === undefined;

function gapsOfPaper(scene: GatherScene & { paths: WorkspacePaths }, dossier: Dossier): Gap[] {
  const { db, paths } = scene;
  const { uscc } = dossier.enterprise;
  switch (dossier.schema) {
    case 'f07@1':
      return [...gapsOf(db, dossier), ...accidentGaps(dossier), ...reviewGaps(scene, dossier), ...figuresGaps(db, dossier)];
    case 'f10@1':
      return [
        ...gapsOf(db, dossier),
        ...implementationGaps(dossier.serious),
        ...scanGaps(dossier.scansMissing),
        ...accidentGaps(dossier),
        ...reviewGaps(scene, dossier),
        ...figuresGaps(db, dossier),
      ];
    case 'f08@1':
      return [
        ...gapsOf(db, dossier, ['major']),
        ...majorRiskGaps(dossier),
        ...accidentGaps(dossier),
        ...reviewGaps(scene, dossier),
        ...figuresGaps(db, dossier),
      ];
    case 'f09@1': {
      const { dossier: shown, removals } = publicView(dossier);
      const removed = { count: removals.length, text: removalsText(removals) };
      return [
        ...gapsOf(db, dossier, ['major', 'considerable']),
        ...publicityGaps({ ...shown.publicity, unprinted: dossier.unprinted }, removed),
        ...reviewGaps(scene, dossier),
        ...figuresGaps(db, dossier),
      ];
    }
    case 'f33@1':
      return cardGaps(
        { ...dossier, uscc },
        dossier.cards.map(({ name, texts }) => ({ name, lacking: lackingFields(texts).length })),
      );
    case 'f31@1':
      return listGaps({ ...dossier, uscc }, dossier.findings, dossier.lists.filter(({ inForce }) => inForce !== null).length);
    case 'f34@1':
      return inspectionGaps({ ...dossier, uscc }, dossier.inspections);
    case 'f35@1':
      return staffingGaps({ ...dossier, uscc }, dossier.requirements);
    case 'f36@1':
      return reportGaps(
        { ...dossier, uscc },
        writtenChapters.filter((chapter) => dossier.written[chapter].trim() === ''),
      );
    case 'f37@1':
      return noticeGaps({ ...dossier, uscc }, dossier.items);
    case 'board@1': {
      const { picture } = dossier;
      return boardGaps({ ...dossier, uscc, picture: picture !== null, imageGone: isGone(paths, picture?.plan.image ?? null) });
    }
    case 'map@1': {
      const { image, drawnOn } = dossier.plan;
      const imageGone = isGone(paths, image);
      return mapGaps({ ...dossier, uscc, drawnOn, imageGone }, dossier.zones);
    }
    case 'f40@1':
      return letterGaps(dossier, enclosedStates(db, dossier));
    case 'signoff@1':
      return figureGaps(dossier.corrections);
    case 'f41@1':
    case 'contents@1':
      return [];
  }
}

/** What is wrong with the figures that were entered, and what they contradict. */
const figuresGaps = (db: Reader, dossier: RoundDossier): Gap[] => [...figureGaps(dossier.corrections), ...crossGaps(db, dossier)];

type RoundDossier = Extract<Dossier, { schema: 'f07@1' | 'f08@1' | 'f09@1' | 'f10@1' }>;
/**
 * What the 体检 finds of the 重大 and 较大 risks that the paper lists: one gap for each rule. What the law asks for needs a reason to go
 * out without; who a level is to be controlled by (V06) is only told.
 */
function reviewGaps(scene: GatherScene, dossier: RoundDossier): Gap[] {
  const { db, today, content } = scene;
  const ids = seriousIds(dossier);
  const { reviewCadence } = content.regionRules(readEnterprise(db).regionCode);
  const ofRisks = reviewRisks(db, today, reviewCadence, content.riskWords(), switchedOffRules(db), ids);
  const points = db.column<string>('SELECT DISTINCT riskPointId FROM risk WHERE id IN (SELECT value FROM json_each(?))', [
    JSON.stringify(ids),
  ]);
  const numbered = [...ofRisks].map((finding) => ({ ...finding, title: finding.title.split(' ', 1)[0]! }));
  return findingGaps([...numbered, ...reviewCardsOf(scene, points)]);
}

const seriousIds = (dossier: RoundDossier): string[] =>
  ('serious' in dossier ? dossier.serious : dossier.risks)
    .filter((risk) => !('level' in risk) || risk.level === 'major' || risk.level === 'considerable')
    .map(({ id }) => id);

/** Where a finding of the paper's own figures is mended, once a person entered some of them. */
const ownFigure: Readonly<Record<string, string>> = { 'filing.total': 'total', 'filing.balance': 'total', 'filing.major': 'major' };

/** Where the paper contradicts itself, or those of its round that were issued before and still stand (handbook 9.9: 数字互校). */
function crossGaps(db: Reader, dossier: RoundDossier): Gap[] {
  const own = statementOf(dossier);
  if (own === null) return [];
  const { roundId } = dossier;
  const issued = roundId === null ? [] : statementsOf(db, { roundId }).filter(({ state }) => state !== 'returned');
  // The newest of each code stands for it, and this one for its own.
  const papers = new Map<string, Statement>(issued.map(({ number, statement }) => [statement.code, { ...statement, number }])).set(
    own.code,
    own,
  );
  const isEntered = dossier.corrections.length > 0;
  return crossCheck(crossed.flatMap((code) => papers.get(code) ?? [])).flatMap(({ key, rule, params = {} }): Gap[] => {
    const names = [params['first'], params['other']].filter((name) => name !== undefined);
    if (!names.includes(own.code)) return [];
    const gap = { key: key.replace('filing.', 'cross.'), params };
    const other = issued.findLast(({ number }) => names.includes(number));
    if (other) return [{ ...gap, at: 'paper', paper: { id: other.id, code: other.code } }];
    const figure = isEntered ? ownFigure[rule] : undefined;
    return [figure === undefined ? { ...gap, at: 'round' } : { ...gap, params: { ...params, figure }, at: 'figure' }];
  });
}

/**
 * Papers that a letter names by their numbers, as they stand now; material without a number is nobody's paper. Papers of the public and
 * those that stay in the house are the same for everybody.
 */
const enclosedStates = (db: Reader, { items, mask }: Pick<F40Dossier, 'items' | 'mask'>): EnclosedState[] =>
  db
    .all<Omit<EnclosedState, 'isOpen' | 'isUnmasked'> & { isOpen: number; isUnmasked: number }>(
      `SELECT f.number, f.state, coalesce(r.status, '') = 'open' AS isOpen, f.code IN ('F07', 'F08', 'F10', 'F35', 'F37') AND coalesce(a.name, '') <> @name AS isUnmasked
        FROM filing f LEFT JOIN round r ON r.id = f.roundId LEFT JOIN authority a ON a.id = f.authorityId
        WHERE f.number IN (SELECT value FROM json_each(@numbers)) ORDER BY f.number`,
      { numbers: JSON.stringify(items.map(({ number }) => number)), name: mask?.authority ?? '' },
    )
    .map((row) => ({ ...row, isOpen: row.isOpen === 1, isUnmasked: mask !== undefined && row.isUnmasked === 1 }));
