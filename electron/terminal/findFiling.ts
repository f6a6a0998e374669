import { filingFormats, type FilingCode, type FilingFormat } from '../../db/domain/filing/filing';
import { term } from '../../db/domain/term';
import { paperOf } from '../filing/papers';
import type { Enclosed } from './letter';
import type { TerminalSession } from './session';
import { UsageFault } from './usage';

/** An issued paper by its number. */
export async function filingNumbered(session: TerminalSession, number: string) {
  const wanted = number.normalize('NFKC').trim().toUpperCase();
  const found = await session.call('filing.list', { number: wanted });
  if (!found[0]) throw new UsageFault(`没有“${number}”这一件，编号见 filings`);
  return found[0];
}

/** Issued papers that go along with a letter: each once, none that was replaced or voided, no other letter. */
export async function enclosedNumbered(session: TerminalSession, numbers: readonly string[]): Promise<Enclosed[]> {
  const enclosed = new Map<string, Enclosed>();
  for (const wanted of numbers) {
    const { id, number, title, code, state } = await filingNumbered(session, wanted);
    if (code === 'F40') throw new UsageFault(`${number} 是报送函，不能随另一份函报送`);
    if (state === 'voided' || state === 'replaced')
      throw new UsageFault(`${number} ${term('filingState', state)}，不能再报送，现行的编号见 filings`);
    enclosed.set(id, { id, number, title, formats: [...paperOf[code as FilingCode].formats], copies: 1, formId: null });
  }
  return [...enclosed.values()];
}

export function formatsFor(code: FilingCode, asked: string | undefined): FilingFormat[] {
  if (asked === undefined) return [paperOf[code].formats[0]!];
  return asked.split(/[,，]/).map((word) => {
    const format = filingFormats.find((known) => known === word.trim().toLowerCase());
    if (format === undefined || !paperOf[code].formats.includes(format))
      throw new UsageFault(`${code} 的格式只能是：${paperOf[code].formats.join('、')}`);
    return format;
  });
}
