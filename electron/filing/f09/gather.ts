import { isCalendarDate } from '../../../db/domain/field';
import { exifOf } from '../../../db/domain/map/exif';
import { imageSize } from '../../../db/domain/map/imageSize';
import { periodTitle } from '../../../db/domain/period';
import type { EnteredFigures } from '../../../db/domain/round/figure';
import { term } from '../../../db/domain/term';
import { listAttachments } from '../../../db/query/attachment';
import { readEnterprise } from '../../../db/query/enterprise';
import { listPublications } from '../../../db/query/publication';
import { listRounds, type RoundView } from '../../../db/query/round';
import { roundFigures } from '../../../db/query/roundRisk';
import { readAttachment } from '../../workspace/attachment';
import { countByDepartment } from '../counts';
import { withEntered } from '../figures';
import { changesOf, seriousOf } from '../f10/gather';
import { departmentOrder, risksOf, roundCorrectionsOf, roundOf, scalesOf, type GatherScene } from '../gather';
import { directoryOn, namesOf } from '../people';
import type { F09Dossier } from './dossier';

export interface F09Request {
  roundId: string;
  compiledOn: string | null;
  /** 公示起止日期. */
  from: string | null;
  to: string | null;
  place: string;
  department: string;
  /** 监督电话; empty takes the telephone of the enterprise. */
  phone: string;
  /** One line of key measures for each risk; posts in place of names. */
  short: boolean;
  posts: boolean;
  /** What a person wrote for the public, by the key of the text. */
  wording: Record<string, string>;
  entered?: EnteredFigures | undefined;
}

/** The year up to a round, as it is made public. */
export function gatherF09(scene: GatherScene, request: F09Request): F09Dossier {
  const round = roundOf(scene, request.roundId);
  const frozen = risksOf(scene, round);
  const scales = scalesOf(scene, frozen);
  const enterprise = readEnterprise(scene.db);
  const year = round.period.slice(0, 4);
  const base = stateBefore(scene, round, year);
  const isOwnBase = base?.id === round.baseRoundId;
  const postOf = postsOn(scene, round.assessedOn ?? scene.today);
  const compared = base === undefined ? { changes: [], unchanged: frozen.length } : changesOf(scene, round, base);
  return withEntered(
    {
      schema: 'f09@1',
      enterprise: { name: enterprise.name, uscc: enterprise.uscc },
      catalogues: [...scales.map(({ id }) => id), 'gb6441@2025'],
      period: periodTitle(year),
      compiledOn: request.compiledOn,
      roundId: round.id,
      roundName: round.name,
      assessedOn: round.assessedOn,
      year: Number(year),
      profile: {
        address: enterprise.address,
        industry: scene.content.sectors().find(({ id }) => id === enterprise.sector)?.name ?? '',
        region: scene.content.regionName(enterprise.regionCode),
        headcount: enterprise.headcount,
        scale: term('scale', enterprise.scale),
        principal: enterprise.principal || enterprise.legalRep,
      },
      rounds: roundsOfYear(scene, round, year),
      leads: round.team
        .filter(({ role }) => role.includes('组长'))
        .map(({ name, title, role }) => `${role}${request.posts ? '' : name}${title ? `（${title}）` : ''}`),
      scope: round.scope,
      riskPoints: new Set(frozen.map(({ riskPoint }) => riskPoint)).size,
      methodNote: round.methodNote,
      scales,
      results: countByDepartment(frozen, departmentOrder(scene, round.assessedOn ?? scene.today, frozen)),
      previous: base === undefined ? null : { name: base.name, assessedOn: base.assessedOn, total: totalOf(scene, base) },
      ...compared,
      ...(base === undefined || isOwnBase ? {} : { yearCompared: true }),
      serious: seriousOf(scene, frozen, '').map(({ implementation: _implementation, ...risk }) => ({ ...risk, ownerPost: postOf(risk) })),
      ...(request.short ? { short: true } : {}),
      ...(request.posts ? { posts: true } : {}),
      ...(Object.keys(request.wording).length === 0 ? {} : { wording: request.wording }),
      roundCorrections: roundCorrectionsOf(round, 'F09'),
      ...photosOf(scene, round.id),
      publicity: publicityOf(scene, request, enterprise.phone),
    },
    request.entered,
    round,
  );
}

/** Posts of those responsible on a day; of whom none is known the head of the department answers. */
function postsOn(scene: GatherScene, day: string): (risk: { owner: string; department: string }) => string {
  const directory = directoryOn(scene, day);
  return ({ owner, department }) => {
    const posts = namesOf(owner).map((name) => directory.find(name, { department })?.title || `${department}负责人`);
    return [...new Set(posts)].join('、');
  };
}

/** As stated for the paper, else as the posting was recorded; what came of it is only in the record. */
function publicityOf({ db }: GatherScene, request: F09Request, phone: string): F09Dossier['publicity'] {
  const [recorded] = listPublications(db, request.roundId);
  return {
    from: request.from ?? recorded?.fromOn ?? null,
    to: request.to ?? recorded?.toOn ?? null,
    place: request.place || (recorded?.place ?? ''),
    department: request.department,
    phone: request.phone || recorded?.phone || phone,
    ...(recorded ? { result: recorded.result, objections: recorded.objections } : {}),
  };
}

/** Photos of the last posting: a day is what the camera wrote, else what the name of the file begins or ends with. */
function photosOf({ db, paths }: GatherScene, roundId: string): Pick<F09Dossier, 'photos' | 'unprinted'> {
  const [recorded] = listPublications(db, roundId);
  const all = recorded === undefined ? [] : listAttachments(db, 'publication', recorded.id);
  const photos = all.flatMap(({ name, sha256 }) => {
    const bytes = readAttachment(paths, sha256);
    if (bytes === undefined || imageSize(bytes) === undefined) return [];
    return [{ name, sha256, on: exifOf(bytes).takenOn ?? dayInName(name) }];
  });
  const unprinted = all.filter(({ sha256 }) => !photos.some((photo) => photo.sha256 === sha256)).map(({ name }) => name);
  return {
    ...(photos.length === 0 ? {} : { photos: photos.map(({ sha256, on }) => ({ sha256, on })) }),
    ...(unprinted.length === 0 ? {} : { unprinted }),
  };
}

/** e.g. IMG_20261008_0930.jpg, 公示 2026-10-08.png */
function dayInName(name: string): string | null {
  const [, year, month, day] = /(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)/.exec(name) ?? [];
  const stated = `${year}-${month}-${day}`;
  return isCalendarDate(stated) ? stated : null;
}

/** Another closed round that nothing has replaced, or will with this paper. */
const isCounted = (other: RoundView, round: RoundView): boolean =>
  other.id !== round.id && other.id !== round.followsId && other.status === 'closed' && other.replacedBy === null;

/** The last closed round before the year; without one the first of the year, to show at least what moved since then. */
function stateBefore({ db }: GatherScene, round: RoundView, year: string): RoundView | undefined {
  const earlier = listRounds(db).filter((other) => isCounted(other, round) && other.period < round.period);
  return earlier.find(({ period }) => period < year) ?? earlier.at(-1);
}

function roundsOfYear({ db }: GatherScene, round: RoundView, year: string): F09Dossier['rounds'] {
  return listRounds(db)
    .filter((other) => other.id === round.id || (isCounted(other, round) && other.period.startsWith(year) && other.period <= round.period))
    .map((other) => ({
      name: other.name,
      assessedOn: other.assessedOn,
      team: other.team.length,
      workerRepresentatives: other.team.filter(({ isWorkerRepresentative }) => isWorkerRepresentative).length,
      risks: totalOf({ db }, other),
    }))
    .reverse();
}

const totalOf = ({ db }: Pick<GatherScene, 'db'>, { id }: RoundView): number =>
  Object.values(roundFigures(db, id).levels).reduce((sum, count) => sum + count, 0);
