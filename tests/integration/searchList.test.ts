import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { riskSorts } from '../../db/domain/risk/list';
import type { WorkspaceHost } from '../../electron/workspace/host';
import { benchHost, generated } from '../bench/generate';

/** Many enough that a search finds more than are sorted at once. */
const rows = 2600;
let host: WorkspaceHost;

interface Line {
  id: string;
  riskNo: string;
  riskPoint: string;
  step: string;
  hazardSource: string;
  consequence: string;
  owner: string;
  level: string;
}
type Answer = { rows: Line[]; total: number };
const list = async (input: object): Promise<Answer> => {
  const reply = await host.call('risk.list', input);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.data as Answer;
};
async function every(by: string, descending: boolean, filter: object): Promise<Line[]> {
  const lines: Line[] = [];
  for (;;) {
    const { rows: page, total } = await list({ offset: lines.length, limit: 200, sort: { by, descending }, filter });
    lines.push(...page);
    if (page.length === 0 || lines.length >= total) return lines;
  }
}
const words = ({ riskNo, riskPoint, step, hazardSource, consequence, owner }: Line) =>
  [riskNo, riskPoint, step, hazardSource, consequence, owner].join(' ').toLowerCase();

beforeAll(async () => {
  const machine = { root: path.resolve(import.meta.dirname, '../..'), cache: mkdtempSync(path.join(tmpdir(), 'anze-many-')) };
  host = benchHost(machine);
  const opened = await host.call('workspace.open', { folder: await generated(machine, rows) });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
});
afterAll(() => host.close());

describe('a search over many risks', () => {
  const orders = riskSorts.flatMap((by) => [false, true].map((descending) => ({ by, descending })));
  // What they find of 2600: nearly all, a third, a tenth, a few.
  const texts = ['号', '机', '作业', '断丝'];

  test.each(orders)('by $by, descending $descending, is the register in that order without the rest', async ({ by, descending }) => {
    const whole = await every(by, descending, {});
    expect(whole).toHaveLength(rows);
    for (const text of texts) {
      const found = await every(by, descending, { text });
      expect(
        found.map(({ riskNo }) => riskNo),
        text,
      ).toEqual(whole.filter((line) => words(line).includes(text)).map(({ riskNo }) => riskNo));
    }
  });

  test('covers few and many', async () => {
    const totals = await Promise.all(
      texts.map(async (text) => (await list({ offset: 0, limit: 1, sort: { by: 'riskNo', descending: false }, filter: { text } })).total),
    );
    expect(totals[0]).toBeGreaterThan(2000);
    expect(totals.at(-1)).toBeLessThan(100);
  });

  test('joins with the other filters', async () => {
    for (const text of texts) {
      const found = await every('riskNo', false, { text, level: ['major'] });
      const wanted = (await every('riskNo', false, {})).filter((line) => line.level === 'major' && words(line).includes(text));
      expect(
        found.map(({ riskNo }) => riskNo),
        text,
      ).toEqual(wanted.map(({ riskNo }) => riskNo));
    }
  });

  test('any window of it is that window of the whole', async () => {
    const whole = await every('level', false, { text: '机' });
    expect(whole.length).toBeGreaterThan(200);
    for (const offset of [
      0,
      7,
      Math.floor(whole.length / 2) - 3,
      Math.floor(whole.length / 2) + 3,
      whole.length - 20,
      whole.length - 1,
      whole.length,
      whole.length + 50,
    ]) {
      const { rows: page, total } = await list({ offset, limit: 13, sort: { by: 'level', descending: false }, filter: { text: '机' } });
      expect([total, page.map(({ riskNo }) => riskNo)], String(offset)).toEqual([
        whole.length,
        whole.slice(offset, offset + 13).map(({ riskNo }) => riskNo),
      ]);
    }
  });

  test('finds a change at once and forgets what it remembered', async () => {
    const find = async () =>
      (await list({ offset: 0, limit: 1, sort: { by: 'riskNo', descending: false }, filter: { text: '作业' } })).total;
    const before = await find();
    const {
      rows: [line],
    } = await list({ offset: 0, limit: 1, sort: { by: 'riskNo', descending: false }, filter: { text: '作业' } });
    expect((await host.call('risk.remove', { selection: { ids: [line!.id] } })).ok).toBe(true);
    expect(await find()).toBe(before - 1);
    expect((await host.call('history.undo', {})).ok).toBe(true);
    expect(await find()).toBe(before);
  });
});
