import { periodBounds, periodOf, periodTitle } from '../../../db/domain/period';
import type { FilingCode } from '../../../db/domain/filing/filing';
import type { RiskLevel } from '../../../db/domain/risk/scale';
import { term } from '../../../db/domain/term';
import type { Reader } from '../../../db/handle';
import { departmentNameOn } from '../../../db/query/department';
import { readEnterprise } from '../../../db/query/enterprise';
import { listRounds } from '../../../db/query/round';
import { listRoundSheets } from '../../../db/query/roundSheet';
import { roundFigures } from '../../../db/query/roundRisk';
import { listSubmissions } from '../../../db/query/submission';
import { paperOf } from '../papers';
import type { Content } from '../../workspace/content';
import type { WorkspacePaths } from '../../workspace/paths';
import { provenBackups } from '../../workspace/backup/catalogue';

/** A part of a hand-over of work: lines in columns, and where the page shows them. */
export interface HandoverSection {
  key: 'open' | 'deadlines' | 'risks' | 'papers' | 'places';
  title: string;
  columns: { title: string; width: number }[];
  rows: string[][];
  /** How many lines there are beside those shown. */
  more: number;
  empty: string;
  /** Address of the page that shows all of it; empty for none. */
  link: string;
}
export interface Handover {
  enterprise: { name: string; uscc: string };
  from: string;
  sections: HandoverSection[];
}

interface Scene {
  db: Reader;
  today: string;
  content: Content;
  paths: WorkspacePaths;
}

const mostRows = 60;
const section = (part: Omit<HandoverSection, 'more'>): HandoverSection => ({
  ...part,
  rows: part.rows.slice(0, mostRows),
  more: Math.max(0, part.rows.length - mostRows),
});

/** What a successor has to know: what is under way, what is due, whose risks change hands, where things lie. */
export function gatherHandover(scene: Scene, personId: string | null): Handover {
  const { name, uscc } = readEnterprise(scene.db);
  const from = personId === null ? '' : (scene.db.value<string>('SELECT name FROM person WHERE id = ?', [personId]) ?? '');
  return {
    enterprise: { name, uscc },
    from,
    sections: [
      openWork(scene),
      deadlines(scene),
      ...(personId === null ? [] : [risksOf(scene, personId, from)]),
      lastPapers(scene),
      placesOf(scene),
    ],
  };
}

/** Rounds, sheets, papers and hand-overs that nobody has finished; of papers that stay in the house only those that were taken further. */
function openWork({ db, today }: Scene): HandoverSection {
  const rows: string[][] = [];
  for (const round of listRounds(db).filter(({ status }) => status === 'open')) {
    const { states } = roundFigures(db, round.id);
    const total = Object.values(states).reduce((sum, count) => sum + count, 0);
    rows.push(['评估轮次', `${round.name}（${round.no}）`, `${total} 条中 ${states.pending} 条没有确认`, `${round.startedOn} 开始`]);
    for (const { department, sheet } of listRoundSheets(db, today, round.id).filter(({ state }) => state === 'out' || state === 'overdue'))
      rows.push(['确认表', `${round.name} ${department || '没有部门的风险'}`, '没有收回', sheet?.dueOn ? `应于 ${sheet.dueOn} 交回` : '']);
  }
  const papers = db.all<{ number: string; title: string; state: string; compiledOn: string }>(
    `SELECT number, title, state, compiledOn FROM filing
     WHERE state NOT IN ('received', 'replaced', 'voided') AND (state <> 'issued' OR code IN ('F07', 'F08', 'F10', 'F40')) ORDER BY state = 'returned' DESC, compiledOn DESC`,
  );
  for (const { number, title, state, compiledOn } of papers)
    rows.push(['报送件', `${number} ${title}`, term('filingState', state), `${compiledOn} 编制`]);
  for (const { no, recipient, sentOn, receivedOn, returnedOn } of listSubmissions(db, { offset: 0, limit: 200 }).rows)
    if (receivedOn === null)
      rows.push(['报送', `${no} ${recipient}`, returnedOn ? '被退回' : sentOn ? '没有签收' : '没有报送', sentOn ?? '']);
  return section({
    key: 'open',
    title: '正在办理的事项',
    columns: columns(['类别', 5], ['事项', 18], ['现状', 10], ['日期', 8]),
    rows,
    empty: '没有正在办理的事项',
    link: '/',
  });
}

/** The assessment of this period, and risks whose next assessment is over or within ninety days, by department. */
function deadlines({ db, today, content }: Scene): HandoverSection {
  const { reviewCadence } = content.regionRules(readEnterprise(db).regionCode);
  const period = periodOf(today, reviewCadence);
  const isDone = listRounds(db).some((round) => round.period === period && round.status === 'closed');
  const soon = new Date(Date.parse(today) + 90 * 86_400_000).toISOString().slice(0, 10);
  const due = db.all<{ day: string; department: string | null; count: number; major: number }>(
    `SELECT r.nextReviewOn AS day, ${departmentNameOn('r.departmentId')} AS department, count(*) AS count, sum(r.level = 'major') AS major
     FROM risk r WHERE r.status <> 'retired' AND r.nextReviewOn <= @soon GROUP BY r.nextReviewOn, r.departmentId ORDER BY 1, 2`,
    { day: today, soon },
  );
  const assessment = isDone ? [] : [[periodBounds(period).to, `${periodTitle(period)}安全风险评估`, '本期还没有关闭的评估轮次']];
  const risks = due.map(({ day, department, count, major }) => {
    const remark = [day < today ? '已过期' : '', major > 0 ? `其中重大 ${major} 条` : ''].filter((part) => part !== '').join('，');
    return [day, `${department ?? '没有部门'}：${count} 条风险到期重新评估`, remark];
  });
  return section({
    key: 'deadlines',
    title: '期限',
    columns: columns(['期限', 6], ['事项', 20], ['说明', 15]),
    rows: [...assessment, ...risks].toSorted(([a = ''], [b = '']) => (a < b ? -1 : Number(a > b))),
    empty: '九十天内没有到期的事项',
    link: '/risk',
  });
}

function risksOf({ db, today }: Scene, personId: string, name: string): HandoverSection {
  const rows = db.all<{ riskNo: string; hazardSource: string; level: RiskLevel; department: string | null }>(
    `SELECT r.riskNo, r.hazardSource, r.level, ${departmentNameOn('r.departmentId')} AS department FROM risk r
     WHERE r.status <> 'retired' AND (r.ownerId = @personId OR r.leaderId = @personId OR r.id IN (SELECT riskId FROM riskOwner WHERE ownerId = @personId))
     ORDER BY r.levelRank, r.riskNoKey`,
    { day: today, personId },
  );
  return section({
    key: 'risks',
    title: `${name}负责的风险`,
    columns: columns(['编号', 6], ['危险源', 20], ['等级', 4], ['责任单位', 9]),
    rows: rows.map((row) => [row.riskNo, row.hazardSource, term('riskLevel', row.level), row.department ?? '']),
    empty: `没有由${name}负责的风险`,
    link: '/risk',
  });
}

/** The last paper of each kind, and whoever papers go to. */
function lastPapers({ db, today }: Scene): HandoverSection {
  const papers = db.all<{ code: FilingCode; number: string; title: string; compiledOn: string; state: string; n: number }>(
    `SELECT code, number, title, max(compiledOn) AS compiledOn, state, count(*) AS n FROM filing WHERE state NOT IN ('replaced', 'voided') GROUP BY code ORDER BY code`,
  );
  const authorities = db.all<{ name: string; contactName: string; phone: string }>(
    `SELECT name, contactName, phone FROM authority WHERE validTo IS NULL OR validTo >= ? ORDER BY sort, name`,
    [today],
  );
  return section({
    key: 'papers',
    title: '报送件和接收单位',
    columns: columns(['种类', 10], ['最近一件、单位', 16], ['说明', 15]),
    rows: [
      ...papers.map(({ code, number, title, compiledOn, state, n }) => [
        paperOf[code].title,
        title === paperOf[code].title ? number : `${number} ${title}`,
        `${compiledOn} 编制，${term('filingState', state)}，共 ${n} 件`,
      ]),
      ...authorities.map(({ name, contactName, phone }) => ['接收单位', name, `${contactName} ${phone}`.trim() || '没有联系人']),
    ],
    empty: '还没有出过件，也没有接收单位',
    link: '/filing',
  });
}

/** Folders, counts of what they hold, the last proven backup and the head of the audit. */
function placesOf({ db, paths }: Scene): HandoverSection {
  const count = (sql: string) => db.value<number>(sql) ?? 0;
  const [backup] = provenBackups({ folder: paths.backups });
  const audit = db.get<{ seq: number; hash: string }>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
  return section({
    key: 'places',
    title: '资料在哪里',
    columns: columns(['资料', 6], ['位置', 19], ['数量', 16]),
    rows: [
      [
        '工作区',
        paths.folder,
        `风险 ${count(`SELECT count(*) FROM risk WHERE status <> 'retired'`)} 条、轮次 ${count('SELECT count(*) FROM round')} 轮、人员 ${count('SELECT count(*) FROM person')} 人`,
      ],
      ['附件', paths.attachments, `${count('SELECT count(DISTINCT sha256) FROM attachment')} 个文件`],
      ['已出的报送件', paths.filings, `${count('SELECT count(*) FROM filing')} 件`],
      ['备份', paths.backups, backup === undefined ? '还没有验证通过的备份' : `最近一次验证通过：${localDay(backup.verifiedAt)}`],
      ['操作记录', '在工作区的数据文件里', audit === undefined ? '' : `${audit.seq} 条，末端校验值 ${audit.hash.slice(0, 16)}`],
    ],
    empty: '',
    link: '/audit',
  });
}

const columns = (...list: readonly (readonly [title: string, width: number])[]) => list.map(([title, width]) => ({ title, width }));

/** Day of an instant on the clock of this machine. */
function localDay(at: number): string {
  const day = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
