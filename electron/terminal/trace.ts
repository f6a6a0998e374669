import type { Command } from 'commander';
import { countGaps, traceSubjects, type TraceSubject } from '../../db/domain/responsibility/trace';
import { term } from '../../db/domain/term';
import { holderNote, letterText, placeText, whereText } from '../filing/trace/words';
import type { TerminalSession, Within } from './session';
import { dateOption, numberOption, UsageFault } from './usage';

interface TraceOptions {
  day?: string;
  months: number;
  out?: string;
  format: string;
}

function subjectOf(word: string): TraceSubject {
  const found = traceSubjects.find((subject) => subject === word || term('traceSubject', subject) === word.trim());
  if (found === undefined) throw new UsageFault(`种类只能是：${traceSubjects.map((subject) => term('traceSubject', subject)).join('、')}`);
  return found;
}

/** The one record that a number, a name or an id means. */
async function recordOf(session: TerminalSession, subject: TraceSubject, text: string): Promise<string> {
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text)) return text;
  const found = await session.call('trace.find', { subject, text });
  const exact = found.filter(({ number, title }) => number === text || title === text);
  const [only, ...others] = [...new Set((exact.length > 0 ? exact : found).map(({ id }) => id))];
  const word = term('traceSubject', subject);
  if (only === undefined) throw new UsageFault(`没有找到${word}“${text}”`);
  if (others.length > 0)
    throw new UsageFault(
      `“${text}”有 ${others.length + 1} 个：${found
        .slice(0, 5)
        .map(({ number, title }) => [number, title].filter((part) => part !== '').join(' '))
        .join('、')}。请写完整的编号或名称`,
    );
  return only;
}

/** Everybody who was responsible on a day, or the paper that says so. */
async function trace(session: TerminalSession, kind: string, record: string, { day, months, out, format }: TraceOptions): Promise<void> {
  const subject = subjectOf(kind);
  const asked = { subject, id: await recordOf(session, subject, record), months, ...(day === undefined ? {} : { day }) };
  if (out !== undefined) {
    if (format !== 'docx' && format !== 'pdf') throw new UsageFault('--format 只能是 docx 或 pdf');
    const { file } = await session.call('trace.print', { ...asked, format, file: out });
    session.print({ file }, [`已写到 ${file}`]);
    return;
  }
  const found = await session.call('trace.get', asked);
  const people = new Map(found.people.map((person) => [person.id, person]));
  const links = found.links.map((link) => ({
    place: placeText(link),
    kind: term('traceLink', link.kind),
    missing: link.gaps.map((gap) => term('traceGap', gap)),
    people: link.holders.map((holder) => {
      const person = people.get(holder.personId ?? '');
      return {
        name: holder.name,
        department: holder.department,
        post: holder.title || holder.post,
        basis: term('traceBasis', holder.basis),
        documentNumber: holder.documentNumber,
        since: holder.since,
        list:
          holder.list === null
            ? null
            : {
                title: holder.list.title,
                version: holder.list.version,
                validFrom: holder.list.validFrom,
                approvedBy: holder.list.approvedBy,
                approvedOn: holder.list.approvedOn,
                duties: holder.list.duties.map(({ text }) => text),
              },
        acknowledgedOn: holder.acknowledgedOn,
        letter: person?.letter ? { number: person.letter.number, signedOn: person.letter.signedOn } : null,
        appraisal: person?.appraisal?.grade ? { name: person.appraisal.name, grade: term('appraisalGrade', person.appraisal.grade) } : null,
        leftOn: person?.leftOn ?? null,
        deeds: person?.total ?? 0,
        missing: holder.gaps.map((gap) => term('traceGap', gap)),
      };
    }),
  }));
  session.print(
    {
      subject: term('traceSubject', subject),
      number: found.number,
      title: found.title,
      day: found.day,
      from: found.from,
      departments: found.units.map(({ name, endedOn, successor }) => ({ name, endedOn, successor })),
      missing: found.gaps.map((gap) => term('traceGap', gap)),
      gaps: countGaps(found),
      links,
      events: found.events.map(({ on, act, name, text }) => ({ on, act: term('traceAct', act), name, text })),
    },
    [
      `${term('traceSubject', subject)} ${[found.number, found.title].filter((word) => word !== '').join(' ')}，截至 ${found.day}`,
      ...found.gaps.map((gap) => term('traceGap', gap)),
      ...found.links.flatMap((link) => [
        ...link.gaps.map((gap) => `${placeText(link)}：${term('traceGap', gap)}`),
        ...link.holders.map((holder) => {
          const person = people.get(holder.personId ?? '');
          const letter = person?.letter ? `责任书 ${letterText(person.letter)}` : '';
          const list = holder.list === null ? '' : `责任清单第 ${holder.list.version} 版`;
          return `${placeText(link)}：${[holder.name, whereText(holder), list, letter, ...holderNote(holder, person)].filter((word) => word !== '').join('，')}`;
        }),
      ]),
      ...found.events.map(({ on, act, name, text }) => [on, term('traceAct', act), name, text].join('\t')),
    ],
  );
}

/** `trace` */
export function addTrace(program: Command, within: Within): void {
  program
    .command('trace')
    .description('责任追溯：某条记录某一天的各级责任人，按当日有效的登记')
    .argument('<种类>', traceSubjects.map((subject) => term('traceSubject', subject)).join('、'))
    .argument('<编号或名称>')
    .option('--day <日期>', '哪一天（不写时为该记录自己的日期）', dateOption)
    .option('--months <月数>', '列出此前多少个月的履职记录', numberOption(1, 36), 12)
    .option('--out <文件>', '打印责任追溯表到文件，以 / 结尾时为文件夹')
    .option('--format <格式>', 'docx 或 pdf', 'docx')
    .action(within(trace));
}
