import { paperFigureKeys, type EnteredFigures } from '../../db/domain/round/figure';
import type { FilingRequest } from '../filing/request';
import { figureName } from '../filing/wording';
import { findRound } from './findRound';
import type { FileOptions } from './paperOptions';
import type { TerminalSession } from './session';
import { UsageFault } from './usage';

/** `风险总数=321:漏登一处` beside the figures entered in the round; without a number the entered figure is taken back. */
function enteredFigures(ofRound: EnteredFigures, stated: readonly string[], by: string): EnteredFigures {
  const next: Record<string, EnteredFigures[string]> = { ...ofRound };
  for (const text of stated) {
    const [, word = '', number = '', reason = ''] = /^([^=＝]+)[=＝]\s*([0-9０-９]*)\s*(?:[:：](.*))?$/s.exec(text) ?? [];
    const key = paperFigureKeys.find((known) => known === word.trim() || figureName(known) === word.trim());
    if (key === undefined)
      throw new UsageFault(
        `--figure 写成 项目=数:原因，如 风险总数=321:漏登一处；项目可以是：${paperFigureKeys.map(figureName).join('、')}`,
      );
    if (number !== '' && reason.trim() === '')
      throw new UsageFault(`--figure ${figureName(key)} 要写明原因，如 ${figureName(key)}=${number}:漏登一处`);
    if (number === '') delete next[key];
    else next[key] = { entered: number.normalize('NFKC'), reason: reason.trim(), by };
  }
  return next;
}

/** The request with the figures that were entered for the paper, beginning with those of its round. */
export async function withFigures(
  session: TerminalSession,
  request: FilingRequest,
  { figure, round, contactName, preparedBy = '', recorder = '' }: FileOptions,
): Promise<FilingRequest> {
  if (figure === undefined || !('roundId' in request)) return request;
  const ofRound = request.roundId === null ? {} : (await findRound(session, round)).entered;
  return { ...request, entered: enteredFigures(ofRound, figure, contactName || preparedBy || recorder) };
}
