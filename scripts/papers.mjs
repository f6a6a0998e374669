import './node24.mjs';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { readChild } from './child.mjs';
import { registerWorkbook, tinyWorkbook } from './papers/registers.mjs';
import { resolveRuntime } from './runtime.mjs';
import { ensureSystem, hasDisplay, programInPath } from './system.mjs';

/**
 * `npm run papers [-- register…] [--files-only]`: every paper in every format, filled from the sample, an empty, a tiny and a
 * large register, in out/papers/<register>, drafts of the tiny one in 送审稿, what differs from the paper before of the sample in
 * 变化; then each page as a picture beside it, to be looked at as the clerk who receives it.
 */
const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'out/papers');
const registers = {
  sample: { init: ['--sample'], recipient: '包头市装备制造产业园应急管理局（示例）' },
  empty: { init: ['--name', '空白登记有限公司'] },
  tiny: { init: ['--name', '一条风险商行'], workbook: tinyWorkbook },
  large: {
    init: ['--name', '内蒙古自治区鄂尔多斯市达拉特旗煤炭清洁高效利用新材料循环经济产业园区示范有限责任公司'],
    workbook: () => registerWorkbook(3000),
  },
};
const today = '2026-11-21';
const env = {
  ...process.env,
  ANZE_TODAY: today,
  ANZE_ACTOR: '出件',
  ANZE_USER_DATA: path.join(out, '.user'),
  ANZE_RUNTIME_SCRIPT: path.join(import.meta.dirname, 'runtime.mjs'),
};

const name = ['--contact-name', '仝志刚'];
const phone = ['--contact-phone', '0472-0000000'];
/** The formats of each paper and what it has to be told. */
const papers = [
  ['F07', 'xlsx,pdf', ...name, ...phone],
  ['F08', 'xlsx,docx,pdf', ...name, ...phone, '--recipient'],
  ['F09', 'docx,pdf', ...phone, '--from', '2026-11-23', '--to', '2026-11-29', '--place', '厂区大门公告栏', '--department', '安全环保部'],
  ['F10', 'docx,pdf'],
  ['F31', 'docx,xlsx,pdf'],
  ['F33', 'pdf'],
  ['F34', 'docx,pdf', '--month', '2026-10'],
  ['F35', 'xlsx,pdf', ...name, ...phone],
  ['F36', 'docx,pdf', '--year', '2026'],
  ['F37', 'docx,pdf', ...name, ...phone],
  ['signoff', 'docx,pdf'],
  ['map', 'pdf'],
  ['board', 'pdf', ...phone],
];

const members = [
  ['温国栋', '安全总监', '组长', false],
  ['吾买尔江·阿卜杜热合曼', '合成车间主任', '成员', false],
  ['乌云其其格', '锅炉车间操作工', '职工代表', true],
].map(([name, title, role, isWorkerRepresentative]) => ({ name, title, role, isWorkerRepresentative, attended: true }));

const carriedOut = '各项措施已落实：联锁、报警装置投用正常，操作规程和应急处置卡在岗，责任人按周期检查并有记录。';

/** Papers that a register has nothing for; the reason is what the program says. */
const without = { empty: ['F33', 'map'], tiny: ['map', 'F33'], large: ['map'] };

async function make(register) {
  const folder = path.join(out, register);
  const workspace = path.join(folder, '工作区');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const anze = async (...args) =>
    JSON.parse(
      await readChild(process.execPath, [path.join(root, 'out/main/cli.js'), ...args, '--workspace', workspace, '--json'], {
        cwd: root,
        env,
      }),
    );
  const { init, workbook, recipient = '达拉特旗应急管理局（示例）' } = registers[register];
  await anze('init', ...init);
  if (workbook) {
    const file = path.join(folder, '风险清单.xlsx');
    writeFileSync(file, await workbook());
    const { failures, refused } = await anze('import', 'risk', file);
    if (failures.length + refused.length > 0) throw new Error(`${register}：${refused.length} 行没有导入`);
  }
  const team = path.join(folder, '评估组.json');
  writeFileSync(team, JSON.stringify(members));
  const first = register === 'sample' ? [] : ['--first', '--team', team];
  const notice = ['--notice-no', '示例安〔2026〕3号', '--notice-on', '2026-11-09'];
  const { no } = await anze('round', 'open', '--period', '2026Q4', '--started-on', '2026-11-10', ...notice, ...first);
  await anze('round', 'confirm', '--by', '温国栋', '--on', '2026-11-18');
  if (register === 'sample' || register === 'large')
    await anze('round', 'implement', '--rest', '--text', carriedOut, '--on', '2026-11-19', '--by', '温国栋');
  await anze(
    'round',
    'close',
    '--assessed-on',
    '2026-11-20',
    '--closed-on',
    today,
    '--meeting-on',
    '2026-11-20',
    '--meeting-place',
    '二层会议室',
  );
  const common = ['--compiled-on', today, '--out', folder, '--reason', '试出件'];
  const ofRound = (code) => (code.startsWith('F3') || ['map', 'board'].includes(code) ? [] : ['--round', no]);
  // The quarter before, to compare with.
  if (register === 'sample')
    await anze('file', 'F07', '--format', 'xlsx', ...common, '--round', '2026Q3', '--out', path.join(folder, '上次'));
  for (const [code, formats, ...stated] of papers) {
    if (without[register]?.includes(code)) continue;
    const told = [...ofRound(code), ...stated.flatMap((word) => (word === '--recipient' ? [word, recipient] : [word]))];
    const { files } = await anze('file', code, '--format', formats, ...common, ...told);
    console.log(`${register} ${code}：${files.map((file) => path.basename(file)).join('、')}`);
    if (register === 'tiny')
      await anze('file', code, '--format', formats, ...common, ...told, '--draft', '--out', path.join(folder, '送审稿'));
  }
  if (register === 'sample')
    for (const format of ['xlsx', 'pdf'])
      await anze('filing', 'diff', 'F07-2026-002', '--format', format, '--out', path.join(folder, '变化'));
  const { volumes } = await anze(
    'package',
    ...common,
    ...ofRound('F40'),
    ...name,
    ...phone,
    '--recipient',
    recipient,
    '--receipt',
    '--document-number',
    '示例安〔2026〕7号',
  );
  console.log(`${register} ${volumes.map(({ file }) => path.basename(file)).join('、')}`);
}

/** Each page of every paper as a picture: pdf as it is, docx and xlsx as LibreOffice prints them. */
async function draw(register) {
  const folder = path.join(out, register);
  const pages = path.join(folder, 'pages');
  mkdirSync(pages, { recursive: true });
  for (const name of readdirSync(folder).filter((file) => /\.(pdf|docx|xlsx)$/.test(file) && !file.startsWith('风险清单'))) {
    const { name: stem, ext } = path.parse(name);
    const paper = `${stem.split(' ')[0]}${ext.replace('.', '-')}`;
    let pdf = path.join(folder, name);
    if (ext !== '.pdf') {
      const office = path.join(folder, `.office-${ext.slice(1)}`);
      await readChild('soffice', [
        `-env:UserInstallation=file://${path.join(out, '.office')}`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        office,
        pdf,
      ]);
      pdf = path.join(office, `${stem}.pdf`);
    }
    await readChild('pdftoppm', ['-r', '60', '-png', '-l', '40', pdf, path.join(pages, paper)]);
  }
  console.log(`${register}：${readdirSync(pages).length} 页在 ${path.relative(root, pages)}`);
}

const asked = process.argv.slice(2);
const wanted = asked.filter((name) => name in registers);
try {
  await buildIfStale({ log: console.log });
  await ensureSystem(hasDisplay ? ['electron'] : ['electron', 'display'], console.log);
  await resolveRuntime({ log: console.log });
  for (const register of wanted.length > 0 ? wanted : Object.keys(registers)) {
    await make(register);
    if (asked.includes('--files-only')) continue;
    if (programInPath('soffice') && programInPath('pdftoppm')) await draw(register);
    else console.log('没有 LibreOffice 或 pdftoppm，不画成图片');
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
