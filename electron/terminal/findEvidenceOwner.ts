import { attachmentUses, type AttachmentSubject, type AttachmentUse } from '../../db/domain/attachment';
import type { TerminalSession } from './session';
import { UsageFault } from './usage';

interface Owner {
  subject: AttachmentSubject;
  id: string;
  title: string;
  /** 风险, 风险点 … */
  word: string;
  use: AttachmentUse;
}

const takesEvidence = (subject: string): subject is AttachmentSubject =>
  subject in attachmentUses && (attachmentUses[subject as AttachmentSubject] as readonly string[]).includes('evidence');

/** The one record that a number or a name means. @throws UsageFault for none or several, with those that there are */
export async function findEvidenceOwner(session: TerminalSession, record: string, word: string | undefined): Promise<Owner> {
  const wordOf = (subject: string) => session.t(`failure:subject.${subject}`);
  const sought = record.normalize('NFKC').trim();
  const hits = (await session.call('search.everything', { text: sought, limit: 50 })).flatMap(({ subject, id, title }) =>
    takesEvidence(subject) ? [{ subject, id, title, word: wordOf(subject), use: 'evidence' as const }] : [],
  );
  const fitting = hits.filter((hit) => word === undefined || hit.word === word);
  const exact = fitting.filter(({ title }) => title === sought || title.toLowerCase().startsWith(`${sought.toLowerCase()} `));
  const found = exact.length > 0 ? exact : fitting;
  if (found.length === 1) return found[0]!;
  const names = found.slice(0, 10).map((hit) => `${hit.word} ${hit.title}`);
  throw new UsageFault(
    found.length === 0
      ? `没有找到“${record}”${word === undefined ? '' : `这个${word}`}`
      : `“${record}”有 ${found.length} 个：${names.join('、')}。请写编号，或用 --subject 写明种类`,
  );
}
