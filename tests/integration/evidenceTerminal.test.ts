import { readdirSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { newTerminal } from '../support/terminal';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);

test('evidence is attached, listed with where it is used, checked and found again', async () => {
  const { run, say, sheet, write, folder, workspace } = await newTerminal();
  const file = await sheet('风险.xlsx', [
    ['风险点', '危险源', 'L', 'E', 'C'],
    ['行车', '吊具断丝', 3, 6, 15],
  ]);
  await run('import', 'risk', file);
  const photo = write('照片/IMG_1.png', png);
  utimesSync(photo, 1_790_000_000, 1_790_000_000);
  expect(await run('evidence', 'add', 'FX-0001', photo)).toEqual({
    code: 0,
    json: { subject: '风险', record: 'FX-0001 吊具断丝', added: 1 },
  });
  expect((await run('evidence', 'add', 'FX-0001', photo)).json).toMatchObject({ added: 0 });
  const photos = path.join(folder, '照片');
  expect((await run('evidence', 'photos', photos)).json).toMatchObject({
    groups: [{ group: 1, photos: [{ name: 'IMG_1.png', time: '文件时间' }] }],
  });
  expect((await run('evidence', 'photos', photos, '--group', '1', '--to', '行车', '--subject', '风险点')).json).toMatchObject({ added: 1 });
  expect((await run('evidence', 'list')).json).toMatchObject({
    state: '在用',
    rows: [{ name: '风险.xlsx' }, { name: 'IMG_1.png', uses: 2, records: ['风险 FX-0001 吊具断丝', '风险点 行车'] }].toReversed(),
  });
  expect((await run('evidence', 'check')).code).toBe(0);
  const { json } = await run('evidence', 'list', '--text', 'IMG');
  const { sha256 } = json.rows[0] as { sha256: string };
  const kept = path.join(workspace, 'attachments', sha256.slice(0, 2));
  rmSync(path.join(kept, sha256));
  expect(await run('evidence', 'check')).toMatchObject({ code: 1, json: { missing: 1, broken: [{ state: '缺失', name: 'IMG_1.png' }] } });
  expect(await run('evidence', 'restore')).toEqual({ code: 1, json: { restored: 0, left: 1 } });
  expect(await run('evidence', 'restore', '--from', photos)).toEqual({ code: 0, json: { restored: 1, left: 0 } });
  expect(readdirSync(kept)).toEqual([sha256]);
  expect((await say('evidence', 'add', '不存在的', photo)).err).toBe('没有找到“不存在的”');
  expect((await say('evidence', 'photos', photos, '--group', '1')).code).toBe(2);
  expect((await say('evidence', 'list', '--state', '好的')).code).toBe(2);
});
