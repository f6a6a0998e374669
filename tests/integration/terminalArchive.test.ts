import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newTerminal } from '../support/terminal';

let terminal: Awaited<ReturnType<typeof newTerminal>>;
beforeEach(async () => {
  terminal = await newTerminal();
});
afterEach(() => void delete process.env['ANZE_ARCHIVE_PASSWORD']);

describe('archive', () => {
  it('writes the workspace as one file and finds it whole', async () => {
    const file = path.join(terminal.folder, '一厂');
    const { code, json } = await terminal.run('archive', 'write', file);
    expect(code).toBe(0);
    expect(json).toMatchObject({ file: `${file}.anze`, isSealed: false, lacking: 0 });
    expect((await terminal.say('archive', 'check', `${file}.anze`)).out).toContain('完整：包头市示范机械制造有限公司');
    expect(readdirSync(path.join(terminal.workspace, 'previews'))).toEqual([]);
  });

  it('with a password needs it to be read, and refuses one that is short', async () => {
    const file = path.join(terminal.folder, '密.anze');
    process.env['ANZE_ARCHIVE_PASSWORD'] = '短';
    expect((await terminal.say('archive', 'write', file, '--password')).err).toContain('密码至少 10 个字');
    expect(existsSync(file)).toBe(false);
    process.env['ANZE_ARCHIVE_PASSWORD'] = '总经理保管的这个密码';
    expect((await terminal.say('archive', 'write', file, '--password')).out).toContain('已加密');
    expect((await terminal.say('archive', 'check', file)).err).toContain('设了密码');
    expect((await terminal.run('archive', 'check', file, '--password')).json).toMatchObject({ kind: 'whole', needsPassword: false });
    process.env['ANZE_ARCHIVE_PASSWORD'] = '总经理保管的那个密码';
    expect((await terminal.say('archive', 'check', file, '--password')).err).toContain('密码不对');
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(file, bytes);
    process.env['ANZE_ARCHIVE_PASSWORD'] = '总经理保管的这个密码';
    const { code, err } = await terminal.say('archive', 'check', file, '--password');
    expect(code).toBe(1);
    expect(err).toContain('已损坏');
  });

  it('of another kind of file is told', async () => {
    expect((await terminal.say('archive', 'check', terminal.write('a.anze', '文字'))).err).toContain('不是安责台的导出文件');
    expect((await terminal.say('archive', 'check', path.join(terminal.folder, '没有.anze'))).code).toBe(1);
  });
});
