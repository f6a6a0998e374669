/** Something a paper lacks: a reason is needed to issue it all the same (带缺项出件). */
export interface Gap {
  /** Key of the sentence, `gap.<key>` in the locales. */
  key: string;
  params?: Record<string, string | number>;
  /** Page where it is mended. */
  at: 'risk' | 'round' | 'enterprise' | 'request';
}

interface PaperFacts {
  uscc: string;
  compiledOn: string | null;
  risks: number;
  /** Risks with fields that a formal paper needs but that are 待补. */
  incomplete: number;
  round: { closed: boolean; team: number; workerRepresentatives: number; pending: number; meetingOn: string | null; unexplainedDown: number } | null;
}

/** What is missing for a formal F07 or F10 (handbook 3.2.6, 9.9). Empty when it can be issued as it is. */
export function paperGaps({ uscc, compiledOn, risks, incomplete, round }: PaperFacts): Gap[] {
  const gaps: Gap[] = [];
  if (uscc === '') gaps.push({ key: 'uscc', at: 'enterprise' });
  if (compiledOn === null) gaps.push({ key: 'compiledOn', at: 'request' });
  if (risks === 0) gaps.push({ key: 'noRisks', at: 'risk' });
  if (incomplete > 0) gaps.push({ key: 'incomplete', params: { count: incomplete }, at: 'risk' });
  if (round === null) return gaps;
  if (!round.closed) gaps.push({ key: 'roundOpen', at: 'round' });
  if (round.team === 0) gaps.push({ key: 'noTeam', at: 'round' });
  else if (round.workerRepresentatives === 0) gaps.push({ key: 'noWorkerRepresentative', at: 'round' });
  if (round.pending > 0) gaps.push({ key: 'pending', params: { count: round.pending }, at: 'round' });
  if (round.meetingOn === null) gaps.push({ key: 'noMeeting', at: 'round' });
  if (round.unexplainedDown > 0) gaps.push({ key: 'unexplainedDown', params: { count: round.unexplainedDown }, at: 'round' });
  return gaps;
}
