import path from 'node:path';
import type { Command } from 'commander';
import type { Api } from '../api/index';
import type { DataOf } from '../api/procedure';
import { placeKey } from '../intake/returned';
import { periodNamed } from './findAppraisal';
import { readDecisions, restWord } from './decisionFile';
import type { TerminalSession, Within } from './session';
import { UsageFault } from './usage';

type Plan = NonNullable<DataOf<Api['appraisal.collectSheets']>>;
type Conflict = Plan['conflicts'][number];
type Given = Conflict['before'];

interface SheetsOptions {
  out: string;
  department?: string[];
  together?: boolean;
  check?: boolean;
}

async function exportSheets(session: TerminalSession, stated: string | undefined, options: SheetsOptions): Promise<void> {
  const { id: periodId, name } = await periodNamed(session, stated);
  const { rows } = await session.call('appraisal.list', { periodId });
  const known = new Map(rows.map(({ departmentId, department }) => [departmentId ?? '', department || '未分部门']));
  const departmentIds = options.department?.map((word) => {
    const found = [...known].find(([, own]) => own === word);
    if (found === undefined) throw new UsageFault(`“${name}”里没有“${word}”的人，有人的部门：${[...new Set(known.values())].join('、')}`);
    return found[0];
  });
  const folder = await session.prepareFor(['xlsx'], options.out);
  const { files } = await session.call('appraisal.exportSheets', {
    periodId,
    folder,
    departmentIds: departmentIds ?? null,
    together: options.together ?? false,
    withCheck: options.check ?? false,
  });
  session.print(
    { name, files: files.map((file) => ({ ...file, departments: file.departments.map((own) => own || '未分部门') })) },
    files.map(({ file, people }) => `${file}\t${people} 人`),
  );
}

const sideWords = { self: '自评', check: '考核' } as const;
const givenJson = ({ score10, words }: Given) => ({ score: score10 === null ? null : score10 / 10, words });
const givenText = ({ score10, words }: Given): string =>
  [score10 === null ? '没有填' : `${score10 / 10} 分`, words].filter((part) => part !== '').join('，');
const nameOf = ({ personName, no, side }: Pick<Conflict, 'personName' | 'no' | 'side'>): string => `${personName} ${no} ${sideWords[side]}`;

const example = '{"张三 1 自评": "表", "李四 2 考核": "登记", "王五 1 自评": "仓库.xlsx#仓库#9", "其余": "登记"}';

/** What the file says of each conflict; those that it does not name stay open. */
function decided(stated: Record<string, unknown>, conflicts: readonly Conflict[]): Record<string, { from: string | null }> {
  const names = conflicts.map(nameOf);
  const stray = Object.keys(stated).find((name) => name !== restWord && !names.includes(name));
  if (stray !== undefined)
    throw new UsageFault(`“${stray}”没有冲突，不用决定${names.length === 0 ? '' : `；有冲突的：${[...new Set(names)].join('、')}`}`);
  return Object.fromEntries(
    conflicts.flatMap((conflict): [string, { from: string | null }][] => {
      const name = nameOf(conflict);
      const own = stated[name];
      const choice = own ?? stated[restWord];
      const places = conflict.answers.map(({ place }) => placeKey(place));
      if (choice === undefined) return [];
      // “其余” leaves open where two lines differ: neither of them is the sheet's.
      if (own === undefined && choice === '表' && places.length > 1) return [];
      if (own !== undefined && names.filter((other) => other === name).length > 1)
        throw new UsageFault(`叫“${name}”的冲突有几处（同名的人），请在窗口里决定，或用“${restWord}”`);
      if (choice === '登记') return [[conflict.key, { from: null }]];
      const from = choice === '表' ? (places.length === 1 ? places[0] : undefined) : places.find((place) => place === choice);
      if (from === undefined) throw new UsageFault(`“${name}”的决定应是 "表"、"登记" 或行的位置：${places.join('，')}`);
      return [[conflict.key, { from }]];
    }),
  );
}

interface CollectOptions {
  period?: string;
  decide?: string;
  dryRun?: boolean;
}

async function collect(session: TerminalSession, files: readonly string[], { period, decide, dryRun }: CollectOptions): Promise<void> {
  const { id: periodId, name } = await periodNamed(session, period);
  const input = { periodId, files: files.map((file) => path.resolve(file)) };
  const stated = decide === undefined ? null : readDecisions(decide, example);
  const plan = stated === null ? null : (await session.call('appraisal.collectSheets', { ...input, apply: false }))!;
  const { sheets, taken, conflicts, refused, same, blank, people, step } = (await session.call('appraisal.collectSheets', {
    ...input,
    decisions: plan === null ? {} : decided(stated!, plan.conflicts),
    apply: !dryRun,
  }))!;
  const namedJson = ({ personName, department, no, text, side }: Pick<Conflict, 'personName' | 'department' | 'no' | 'text' | 'side'>) => ({
    person: personName,
    department,
    no,
    duty: text,
    part: sideWords[side],
  });
  const strange = sheets.flatMap((sheet) => sheet.strange.map((one) => ({ file: sheet.file, ...one })));
  const open = conflicts.filter(({ decision }) => decision === null);
  const told = refused.map(({ key, params, ...entry }) => ({ ...entry, reason: session.t(`appraisal:refusal.${key}`, { ...params }) }));
  const strangeWords = ({ file, kind, name: other, isClosed, lines }: (typeof strange)[number]): string => {
    const key = kind === 'otherWorkspace' ? kind : other === '' ? 'unknownPeriod' : isClosed ? 'closedPeriod' : 'otherPeriod';
    return session.t(`appraisal:collect.${key}`, { file, name: other, count: lines });
  };
  session.print(
    {
      name,
      sheets: sheets.map(({ file, lines }) => ({ file, lines })),
      elsewhere: strange.map((one) => ({ file: one.file, lines: one.lines, reason: strangeWords(one) })),
      people,
      taken: taken.map((one) => ({
        ...namedJson(one),
        before: givenJson(one.before),
        after: givenJson(one.after),
        place: placeKey(one.place),
      })),
      same,
      blank,
      conflicts: open.map((one) => ({
        ...namedJson(one),
        name: nameOf(one),
        kind: session.t(`appraisal:collect.kind.${one.kind}`),
        now: givenJson(one.before),
        answers: one.answers.map(({ place, after }) => ({ place: placeKey(place), ...givenJson(after) })),
      })),
      refused: told,
      step,
    },
    [
      `${dryRun ? '试收回（没有写入）：' : '已收回：'}“${name}”${people} 人 ${taken.length} 项，冲突 ${open.length} 项，退回 ${told.length} 处，没有填的 ${blank} 行`,
      ...strange.map(strangeWords),
      ...taken.map((one) => `收回 ${nameOf(one)}：${givenText(one.before)} → ${givenText(one.after)}`),
      ...open.map(
        (one) =>
          `冲突 ${nameOf(one)}：${session.t(`appraisal:collect.kind.${one.kind}`)}，登记 ${givenText(one.before)}；${one.answers
            .map(({ place, after }) => `${placeKey(place)} ${givenText(after)}`)
            .join('；')}。用 --decide 决定`,
      ),
      ...told.map(
        ({ file, sheet, sheetRow, column, person, no, value, reason }) =>
          `退回 ${file} ${sheet} 第 ${sheetRow} 行 ${column}：${person === '' ? '' : `${person} 第 ${no} 条`}“${value}”${reason}`,
      ),
    ],
  );
}

/** `appraisal sheets`, `collect` */
export function addAppraisalSheets(appraisal: Command, within: Within, named: string): void {
  appraisal
    .command('sheets')
    .description('把考核表发给部门填：每个部门一个 xlsx，只有要填的格能填')
    .argument('[考核]', named)
    .requiredOption('--out <文件夹>', '写到哪里')
    // Only an ASCII word before the dots makes an option take several values.
    .option('--department <name...>', '只出这些部门，可写多个')
    .option('--together', '合成一个文件，每个部门一张表')
    .option('--check', '带上考核得分、扣分原因栏，由考核人填')
    .action(within(exportSheets));
  appraisal
    .command('collect')
    .description('收回部门填好的考核表，一步撤销')
    .argument('<文件...>', '填好的考核表')
    .option('--period <名称或期间>', '哪一期，不写时为最近的一期')
    .option('--decide <文件>', `对冲突的决定（JSON），如 ${example}`)
    .option('--dry-run', '只预览，不写入')
    .action(within(collect));
}
