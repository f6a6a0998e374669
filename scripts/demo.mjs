import './node24.mjs';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { readChild } from './child.mjs';
import { fillSheets } from './demo/answers.mjs';
import { messyWorkbooks } from './demo/workbooks.mjs';
import { resolveRuntime } from './runtime.mjs';
import { ensureSystem, hasDisplay } from './system.mjs';

/**
 * `npm run demo`: the main job without a hand, through the terminal program. Sample workspace → import of messy workbooks →
 * the quarter's round → F07 to F10, sign-off sheet and package in out/demo. Ends with exit code 1 at the first thing that fails.
 */
const root = path.join(import.meta.dirname, '..');
const demo = path.join(root, 'out/demo');
const workspace = path.join(demo, 'workspace');
const folder = {
  workbooks: path.join(demo, '1 待导入工作簿'),
  back: path.join(demo, '2 退回的工作簿'),
  sheets: path.join(demo, '3 部门确认表'),
  papers: path.join(demo, '4 报送件'),
};
const today = '2026-11-21';
const days = { started: '2026-11-10', answered: '2026-11-18', assessed: '2026-11-20', compiled: today };
const env = {
  ...process.env,
  ANZE_TODAY: today,
  ANZE_ACTOR: '演示',
  // The list of recent workspaces of the person at this machine stays as it is.
  ANZE_USER_DATA: path.join(demo, '.user'),
  ANZE_RUNTIME_SCRIPT: path.join(import.meta.dirname, 'runtime.mjs'),
};

const say = (...lines) => lines.forEach((line) => console.log(`   ${line}`));
let steps = 0;
const step = (title) => console.log(`\n${(steps += 1)}. ${title}`);
const shown = (file) => path.relative(root, file);

/** One command of the terminal program; its JSON. @throws with its output when it fails */
async function anze(...args) {
  const program = path.join(root, 'out/main/cli.js');
  return JSON.parse(await readChild(process.execPath, [program, ...args, '--workspace', workspace, '--json'], { cwd: root, env }));
}

async function prepare() {
  rmSync(demo, { recursive: true, force: true });
  for (const place of Object.values(folder)) mkdirSync(place, { recursive: true });
  await buildIfStale({ log: console.log });
  // A pdf needs Electron: what is missing is fetched now, where one can see it.
  await ensureSystem(hasDisplay ? ['electron'] : ['electron', 'display'], console.log);
  await resolveRuntime({ log: console.log });
}

async function begin() {
  step('新建示例工作区');
  const created = await anze('init', '--sample');
  const rounds = await anze('list', 'round');
  say(`${shown(created.folder)}：已有 ${rounds.total} 轮评估，在册风险 ${(await anze('list', 'risk', '--limit', '1')).total} 条`);
}

async function importWorkbooks() {
  step('导入各部门交来的工作簿');
  const known = await anze('list', 'risk', '--limit', '1000');
  let refused = 0;
  for (const { name, bytes } of await messyWorkbooks(known.rows)) {
    const file = path.join(folder.workbooks, name);
    writeFileSync(file, bytes);
    const back = path.join(folder.back, `${path.parse(name).name}（问题）.xlsx`);
    const done = await anze('import', 'risk', file, '--write-back', back);
    if (done.failures.length > 0) throw new Error(`${name} 读不出来：${done.failures.map(({ message }) => message).join('；')}`);
    say(
      `${name}：${done.rows} 行，新增 ${done.inserted}，更新 ${done.updated}，未变 ${done.unchanged}，退回 ${new Set(done.refused.map((entry) => `${entry.sheet}${entry.sheetRow}`)).size} 行`,
    );
    for (const sheet of done.sheets.filter(({ used }) => used))
      say(
        `  认出 ${sheet.sheet}：表头第 ${[...new Set(sheet.headRows)].join('—')} 行，${sheet.columns.filter(({ field }) => field !== null).length} 列`,
      );
    for (const { sheet, sheetRow, reason } of done.refused) say(`  退回 ${sheet} 第 ${sheetRow} 行：${reason}`);
    for (const { sheet, sheetRow, text } of withoutNews(done.notes)) say(`  提示 ${sheet} 第 ${sheetRow} 行：${text}`);
    refused += done.refused.length;
  }
  if (refused === 0) throw new Error('演示用的工作簿里应当有退回的行');
  say(`在册风险 ${(await anze('list', 'risk', '--limit', '1')).total} 条；带“问题”列的工作簿在 ${shown(folder.back)}`);
}

/** Notes that speak of every line alike (a new department, a person who is not on file) are left out here. */
const withoutNews = (notes) => notes.filter(({ text }) => !/导入时新建|按原文保留|没有写风险点/.test(text));

async function runRound() {
  step('开展 2026 年第四季度评估');
  const opened = await anze(
    'round',
    'open',
    '--period',
    '2026Q4',
    '--started-on',
    days.started,
    '--notice-no',
    '鹿原安〔2026〕45号',
    '--notice-on',
    days.started,
    '--scope',
    '全公司各部门、车间，含新投用的塔筒制造车间',
  );
  say(`已开启 ${opened.no} ${opened.name}：结转和新增 ${Object.values(opened.states).reduce((sum, count) => sum + count, 0)} 条`);

  const { files } = await anze('round', 'export', '--out', folder.sheets);
  say(`按部门导出确认表 ${files.length} 份`);
  const filled = await fillSheets(folder.sheets, {
    备料车间: {
      by: '段永胜',
      on: days.answered,
      change: {
        fits: ({ riskNo }) => riskNo === 'BL-012',
        values: { 现L: 1, 变化说明: '起重电磁铁不间断电源电池组已更换，断电保持 25 分钟，可能性由 3 调整为 1', 复核人: '仝志刚' },
      },
    },
    涂装车间: {
      by: '苏和',
      on: days.answered,
      change: {
        fits: ({ before, level }) => level === '一般' && before.startsWith('1×6×15='),
        values: { 现L: 3, 变化说明: '十月以来两次排查发现同类问题，可能性由 1 调整为 3' },
      },
    },
    设备动力部: {
      by: '朝鲁',
      on: days.answered,
      change: {
        fits: ({ riskNo }) => riskNo === 'SB-038',
        values: { 确认无变化: '√', 变化说明: '雨季以来井内硫化氢两次超限报警，可能性由 3 调整为 6，升为重大风险' },
      },
    },
    塔筒制造车间: { by: '高建业', on: days.answered, note: '塔筒制造车间新投用，首次辨识' },
  });
  for (const { department, by, ticked, changed } of filled)
    say(`  ${department}（${by}）：打勾 ${ticked} 条${changed ? `，另填说明 ${changed}` : ''}`);
  const collected = await anze('round', 'collect', ...filled.map(({ file }) => file));
  if (collected.refused.length > 0) throw new Error(`收回确认表时有退回：${collected.refused.map(({ reason }) => reason).join('；')}`);
  say(
    `已收回：确认无变化 ${collected.confirmed} 条，有变化 ${collected.changed} 条（${collected.changes.map(({ from, to }) => `${from}→${to}`).join('、')}）`,
  );
  say(`其余 ${(await anze('round', 'confirm', '--by', '温国栋', '--on', days.assessed)).confirmed} 条由安全总监逐条确认`);

  const { earlier, counts, changes } = await anze('round', 'compare');
  say(
    `与 ${earlier} 比较：${Object.entries(counts)
      .map(([word, count]) => `${word} ${count}`)
      .join('，')}`,
  );
  for (const change of changes.filter(({ comparison }) => comparison !== '新增'))
    say(`  ${change.comparison} ${change.riskNo} ${change.before}→${change.after || '—'}：${change.reason}`);

  const closed = await anze(
    'round',
    'close',
    '--assessed-on',
    days.assessed,
    '--closed-on',
    days.compiled,
    '--meeting-on',
    days.assessed,
    '--meeting-place',
    '办公楼二层会议室',
  );
  say(
    `已关闭 ${closed.no}：${Object.entries(closed.levels)
      .map(([word, count]) => `${word} ${count}`)
      .join('，')}`,
    closed.conclusion,
  );
  return closed.no;
}

async function issuePapers(round) {
  step('出件');
  const always = [
    '--round',
    round,
    '--compiled-on',
    days.compiled,
    '--out',
    folder.papers,
    '--reason',
    '塔筒制造车间新投用，个别栏目正在补充，下轮评估前补齐',
  ];
  const phone = ['--contact-phone', '0472-0000000'];
  const contact = ['--contact-name', '仝志刚', ...phone];
  const papers = [
    ['F07', 'xlsx,pdf', ...contact],
    ['F08', 'xlsx,docx,pdf', ...contact, '--leader', '宝音德力'],
    [
      'F09',
      'docx,pdf',
      ...phone,
      '--from',
      '2026-11-23',
      '--to',
      '2026-11-29',
      '--place',
      '厂区大门公告栏、职工食堂公告栏',
      '--department',
      '安全环保部',
    ],
    ['F10', 'docx,pdf'],
    ['signoff', 'pdf'],
  ];
  for (const [code, formats, ...more] of papers) {
    const { number, files, findings } = await anze('file', code, '--format', formats, ...always, ...more);
    say(`${number}：${files.map((file) => path.basename(file)).join('、')}`, ...findings.map((text) => `  提示：${text}`));
  }
  const pack = await anze(
    'package',
    ...always,
    ...contact,
    '--recipient',
    '包头市装备制造产业园应急管理局（示例）',
    '--document-number',
    '鹿原安〔2026〕46号',
  );
  for (const { file, entries } of pack.volumes)
    say(`送件包 ${path.basename(file)}，报送函 ${pack.letter}：`, ...entries.map((entry) => `  ${entry}`));
}

async function verify() {
  step('校验');
  const verdict = await anze('audit', 'verify');
  if (verdict.faults.length > 0) throw new Error(`审计链有 ${verdict.faults.length} 处不符`);
  say(`审计链完整：${verdict.rows} 行，链头 ${verdict.head.slice(0, 16)}`);
}

function listFiles() {
  step('写出的文件');
  const entries = readdirSync(demo, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(`${env.ANZE_USER_DATA}${path.sep}`))
    .sort();
  for (const file of files) {
    const { size } = statSync(file);
    if (size === 0 && !file.endsWith('-wal')) throw new Error(`空文件：${shown(file)}`);
    say(`${String(Math.ceil(size / 1024)).padStart(6)} KB  ${shown(file)}`);
  }
}

try {
  await prepare();
  await begin();
  await importWorkbooks();
  await issuePapers(await runRound());
  await verify();
  listFiles();
  console.log(`\n演示完成，共 ${steps} 步。打开 ${shown(folder.papers)} 查看报送件。`);
} catch (error) {
  console.error(`\n演示没有做完（第 ${steps} 步）：${error.message}`);
  process.exitCode = 1;
}
