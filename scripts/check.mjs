import './node24.mjs';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { boundaryComplaints } from './boundaries.mjs';
import { readChild } from './child.mjs';
import { literalComplaints, nameComplaints } from './conventions.mjs';
import { lockfileComplaints } from './lockfile.mjs';
import { migrationComplaints } from './migrations.mjs';

const root = path.join(import.meta.dirname, '..');
const modules = path.join(root, 'node_modules');
// The rules that need types (floating promises, exhaustive switches) run in a program of their own.
const typeAware = existsSync(path.join(modules, 'oxlint-tsgolint')) ? ['--type-aware'] : [];

/** Every step throws or returns complaints when something is wrong. */
const steps = {
  格式: () => tool('oxfmt', ['--check']),
  [`静态检查${typeAware.length > 0 ? '' : '（未安装 oxlint-tsgolint：不含需要类型的规则）'}`]: () =>
    tool('oxlint', ['--deny-warnings', ...typeAware]),
  分层边界: boundaryComplaints,
  命名: nameComplaints,
  界面文字: literalComplaints,
  类型: () => tool('typescript', ['-b'], 'tsc'),
  无用代码: () => tool('knip', ['--no-progress']),
  依赖锁定: lockfileComplaints,
  数据库迁移: migrationComplaints,
  单元测试: () => tool('vitest', ['run', '--project=unit*', '--passWithNoTests']),
};

async function tool(name, args, program = name) {
  const { bin } = JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8'));
  const file = path.join(modules, name, typeof bin === 'string' ? bin : bin[program]);
  await readChild(process.execPath, [file, ...args], { cwd: root });
}

/** `npm run check`: everything that can be known about the sources without starting the application, one line per step. */
for (const [name, step] of Object.entries(steps)) {
  try {
    const complaints = (await step()) ?? [];
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
    console.log(`✓ ${name}`);
  } catch (error) {
    console.log(`✗ ${name}\n${error.message}\n`);
    process.exitCode = 1;
  }
}
