import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { newTerminal } from '../support/terminal';

let terminal: Awaited<ReturnType<typeof newTerminal>>;
beforeEach(async () => {
  terminal = await newTerminal();
});
const backups = () => path.join(terminal.workspace, 'backups');
const ids = () => readdirSync(backups()).filter((name) => name !== 'files');

describe('backup', () => {
  it('is made by the first command that changes something, then not before half an hour has passed', async () => {
    expect(ids()).toHaveLength(1);
    await terminal.run('department', 'list');
    await terminal.run('point', 'list');
    expect(ids()).toHaveLength(1);
  });

  it('makes one, lists them and verifies one', async () => {
    rmSync(backups(), { recursive: true });
    const { code, json } = await terminal.run('backup');
    expect(code).toBe(0);
    expect(json).toMatchObject({ state: 'proven', why: 'manual', isNew: true, counts: { enterprise: 1, risk: 0 }, lacking: 0 });
    expect((await terminal.run('backup')).json).toMatchObject({ id: json.id, isNew: false });
    expect((await terminal.say('backup')).out).toContain('没有变化');
    const listed = await terminal.say('backup', 'list');
    expect(listed.out).toContain(`${json.id}\t手动\t验证通过`);
    expect(listed.out).toContain('1 份，约');
    expect((await terminal.run('backup', 'verify')).json).toMatchObject({ id: json.id, faults: [] });
    expect((await terminal.say('backup', 'verify', json.id)).out).toBe(`${json.id} 验证通过`);
  });

  it('is made before an import, with what stood there before', async () => {
    const file = (name: string, hazard: string) =>
      terminal.sheet(name, [
        ['风险点', '危险源', 'L', 'E', 'C'],
        ['行车', hazard, 1, 6, 15],
      ]);
    // Nothing has changed since the first backup.
    await terminal.run('import', 'risk', await file('甲.xlsx', '钢丝绳断丝'));
    expect(ids()).toHaveLength(1);
    await terminal.run('import', 'risk', await file('乙.xlsx', '吊钩变形'));
    const { json } = await terminal.run('backup', 'list');
    expect(json.entries).toMatchObject([
      { why: 'bulk', counts: { risk: 1 } },
      { why: 'close', counts: { risk: 0 } },
    ]);
  });

  it('tells what of one is damaged', async () => {
    const [id] = ids();
    const file = path.join(backups(), id!, 'anze.db');
    const bytes = readFileSync(file);
    bytes[5000]! ^= 4;
    writeFileSync(file, bytes);
    const { code, out } = await terminal.say('backup', 'verify', id!);
    expect(code).toBe(1);
    expect(out).toContain('数据文件与备份时不一致');
    writeFileSync(path.join(backups(), id!, 'manifest.json'), '{}');
    expect((await terminal.say('backup', 'list')).out).toContain(`${id}\t已损坏`);
  });

  it('brings a second copy to another place and says when', async () => {
    expect((await terminal.say('backup', 'target')).out).toBe('还没有设第二份备份的位置');
    const stick = path.join(terminal.folder, 'U盘');
    expect((await terminal.say('backup', 'target', stick)).code).toBe(1);
    mkdirSync(stick);
    const { out } = await terminal.say('backup', 'target', stick);
    expect(out).toContain(`第二份备份放在 ${stick}`);
    expect(out).toContain('最近一次成功：');
    rmSync(stick, { recursive: true });
    await terminal.run('backup');
    const told = await terminal.say('backup', 'target');
    expect(told.code).toBe(1);
    expect(told.out).toContain(`没有做成：找不到“${stick}”`);
    expect((await terminal.say('backup', 'target', '--drop')).code).toBe(0);
  });

  it('refuses a number that is none', async () => {
    expect((await terminal.say('backup', 'verify', '../..')).code).toBe(1);
    expect(existsSync(terminal.workspace)).toBe(true);
    rmSync(backups(), { recursive: true });
    expect((await terminal.say('backup', 'verify')).code).toBe(2);
  });
});
