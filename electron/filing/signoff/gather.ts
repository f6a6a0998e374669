import { longDate, periodTitle } from '../../../db/domain/period';
import { draftConclusion } from '../../../db/domain/round/conclusion';
import type { EnteredFigures } from '../../../db/domain/round/figure';
import type { RoundMember } from '../../../db/domain/round/round';
import { roundFigures } from '../../../db/query/roundRisk';
import { withEntered } from '../figures';
import { enterpriseOf, roundCorrectionsOf, roundOf, type GatherScene } from '../gather';
import type { SignoffDossier } from './dossier';
import { chairOf, recorderOf } from './gatherMeeting';

export interface SignoffRequest {
  roundId: string;
  compiledOn: string | null;
  chair: string;
  recorder: string;
  blankRows: number;
  entered?: EnteredFigures | undefined;
}

/** Who is to sign for a round, with its figures. */
export function gatherSignoff(
  scene: GatherScene,
  { roundId, compiledOn, chair, recorder, blankRows, entered }: SignoffRequest,
): SignoffDossier {
  const round = roundOf(scene, roundId);
  const figures = roundFigures(scene.db, roundId);
  return withEntered(
    {
      schema: 'signoff@1',
      enterprise: enterpriseOf(scene),
      catalogues: [],
      period: periodTitle(round.period),
      compiledOn,
      roundId,
      roundName: round.name,
      matter: '',
      meeting: {
        on: round.meetingOn === null ? '' : longDate(round.meetingOn),
        place: round.meetingPlace,
        chair: chair || chairOf(round),
        recorder: recorder || recorderOf(round),
      },
      counts: { ...figures.levels, ungraded: 0 },
      changes: round.baseRoundId === null ? null : figures.comparison,
      roundCorrections: roundCorrectionsOf(round, 'signoff'),
      reviewers: round.team.map((member) => ({ department: '', name: member.name, title: postOf(member), opinion: '' })),
      blankRows,
      conclusion: round.conclusion || draftConclusion(round, figures),
    },
    entered,
    round,
  );
}

/** 职务, and that somebody speaks for the workers. */
function postOf({ title, role, isWorkerRepresentative }: RoundMember): string {
  const post = title || role;
  return isWorkerRepresentative && !post.includes('职工代表') ? `${post}（职工代表）` : post;
}
