import './node24.mjs';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { runChild } from './child.mjs';
import { onDisplay } from './launch.mjs';
import { resolveRuntime } from './runtime.mjs';
import { ensureSystem, hasDisplay } from './system.mjs';

const root = path.join(import.meta.dirname, '..');
const reports = path.join(root, 'out/test');
const log = (message) => console.log(message);

/**
 * `npm test [-- --only=unit|e2e] [filter …]`: all tests, then one line with the sum. `unit` is everything that vitest runs (unit,
 * integration, component), `e2e` the real Electron. Other arguments go to the test programs.
 */
async function test(args) {
  const only = args.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
  const filters = args.filter((argument) => !argument.startsWith('--only='));
  if (only && !(only in stages)) throw new Error(`--only= 只能是 ${Object.keys(stages).join(' 或 ')}`);
  await ensureSystem(['electron', 'rendering', ...(hasDisplay ? [] : ['display'])], log);

  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const name of only ? [only] : Object.keys(stages)) {
    // A stage that cannot even start counts as one failure; the other stage still runs and tells what it can.
    const counts = await stages[name](filters).catch((error) => {
      console.error(error.message);
      return { passed: 0, failed: 1, skipped: 0 };
    });
    for (const key of Object.keys(sum)) sum[key] += counts[key];
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

const stages = {
  async unit(filters) {
    const file = path.join(reports, 'vitest.json');
    const exitCode = await run([
      'vitest/vitest.mjs',
      'run',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...filters,
    ]);
    const report = readReport(file);
    const brokenFiles =
      report?.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0).length ?? 0;
    return count(exitCode, {
      passed: report?.numPassedTests,
      failed: (report?.numFailedTests ?? 0) + brokenFiles,
      skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    });
  },

  async e2e(filters) {
    await buildIfStale({ log });
    // Fetched and compiled here, where no test's time limit runs.
    await resolveRuntime({ log });
    const exitCode = await run(['@playwright/test/cli.js', 'test', '--pass-with-no-tests', ...filters], { onDisplay: true });
    const report = readReport(path.join(reports, 'playwright.json'));
    const counts = count(exitCode, {
      passed: report ? report.stats.expected + report.stats.flaky : 0,
      failed: (report?.stats.unexpected ?? 0) + (report?.errors.length ?? 0),
      skipped: report?.stats.skipped,
    });
    const ranNothing = counts.passed + counts.failed + counts.skipped === 0;
    if (ranNothing && filters.length === 0 && specFiles().length > 0) throw new Error('tests/e2e 里有测试文件，却没有执行任何测试。');
    return counts;
  },
};

function run([program, ...args], { onDisplay: needsDisplay = false } = {}) {
  const line = [process.execPath, [path.join(root, 'node_modules', program), ...args]];
  return runChild(...(needsDisplay ? onDisplay(...line) : line), { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** A program that ends with an error although no test failed (a crash, an error outside of tests) counts as one failure. */
function count(exitCode, { passed = 0, failed = 0, skipped = 0 }) {
  return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed, skipped };
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function specFiles() {
  const folder = path.join(root, 'tests/e2e');
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((file) => /\.(spec|test)\.ts$/.test(file)) : [];
}

try {
  process.exitCode = await test(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
