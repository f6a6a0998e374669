import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import mammoth from 'mammoth';
import { expect, test } from 'vitest';
import { newWorkspace } from '../support/workspace';

test('a hand-over tells what is under way, what is due, whose risks change hands and where things are', async () => {
  const { call, fail, folder, host } = await newWorkspace({ way: 'sample' });
  const risks = (await call('risk.list', { offset: 0, limit: 200, sort: { by: 'riskNo', descending: false }, filter: {} })).rows;
  const ownerId = risks.find((risk) => risk.ownerId !== null)!.ownerId!;
  const { from, sections } = await call('handover.preview', { personId: ownerId });
  const rowsOf = (key: string) => sections.find((section) => section.key === key)!.rows;
  expect(sections.map(({ key }) => key)).toEqual(['open', 'deadlines', 'risks', 'papers', 'places']);
  expect(rowsOf('risks').map(([no]) => no)).toEqual(
    expect.arrayContaining(risks.filter((risk) => risk.ownerId === ownerId).map(({ riskNo }) => riskNo)),
  );
  expect(rowsOf('places').map(([, place]) => place)).toContain(path.join(folder, 'attachments'));
  expect((await call('handover.preview', {})).sections.map(({ key }) => key)).not.toContain('risks');
  expect(await fail('handover.preview', { personId: '019a0000-0000-7000-8000-000000000000' })).toMatchObject({ code: 'NOT_FOUND' });
  const { file } = await call('handover.print', {
    personId: ownerId,
    to: '新来的',
    witness: '总经理',
    on: '2026-11-22',
    format: 'docx',
    file: folder + path.sep,
  });
  expect(existsSync(file!)).toBe(true);
  const text = (await mammoth.extractRawText({ buffer: readFileSync(file!) })).value;
  for (const words of ['安全生产工作交接清单', from, '新来的', '总经理', `${from}负责的风险`, '资料在哪里']) expect(text).toContain(words);
  await host.close();
});
