import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { noShell } from '../../electron/workspace/shell';
import { newWorkspace } from '../support/workspace';

const person = {
  sex: '' as const,
  idNumber: '',
  phone: '',
  education: '',
  employment: 'formal' as const,
  isLeader: false,
  enteredOn: '2026-01-01',
  departmentId: null,
  postId: null,
  remark: '',
};

test('the network shows who held which office on the day, and is printed as it is shown', async () => {
  let html = '';
  const shell = {
    ...noShell,
    printPdf: (page: string) => {
      html = page;
      return Promise.resolve(new TextEncoder().encode('%PDF-1.7'));
    },
  };
  const { call, host, folder } = await newWorkspace({ shell });
  const found = async (name: string, parentId: string | null, kind: 'company' | 'workshop' | 'team') =>
    (await call('department.create', { draft: { name, parentId, kind, validFrom: '2026-01-01' } })).value.id;
  const company = await found('公司', null, 'company');
  const workshop = await found('机加工车间', company, 'workshop');
  await found('甲班', workshop, 'team');
  const enter = async (name: string) => (await call('person.create', { draft: { ...person, name } })).value.id;
  const office = {
    title: '',
    scope: '',
    documentNumber: '',
    certificate: '',
    certificateNumber: '',
    certificateTo: null,
    notifiedOn: null,
    endNotifiedOn: null,
    validTo: null,
    remark: '',
  };
  const appoint = async (name: string, role: 'principal' | 'departmentHead', departmentId: string | null, validFrom: string) =>
    call('appointment.create', { draft: { ...office, personId: await enter(name), role, departmentId, validFrom }, succeeds: true });
  await appoint('王强', 'principal', null, '2026-01-01');
  await appoint('周涛', 'principal', null, '2026-07-01');
  await appoint('赵敏', 'departmentHead', workshop, '2026-01-01');
  const boxesOn = async (day: string, kind: 'safety' | 'organization') =>
    (await call('chart.get', { day, kind })).boxes.map(({ lines }) => lines.join(' '));
  expect(await boxesOn('2026-06-30', 'safety')).toEqual(['主要负责人 王强', '机加工车间 赵敏', '甲班']);
  expect(await boxesOn('2026-07-01', 'safety')).toEqual(['主要负责人 周涛', '机加工车间 赵敏', '甲班']);
  expect(await boxesOn('2026-07-01', 'organization')).toEqual([
    '包头市示范机械制造有 限公司 周涛',
    '机加工车间（0人） 赵敏',
    '甲班（0人）',
  ]);
  const file = path.join(folder, '图.pdf');
  await call('chart.print', { day: '2026-07-01', kind: 'safety', size: 'A4', file });
  expect(readFileSync(file, 'utf8')).toBe('%PDF-1.7');
  expect(html).toContain('安全生产管理网络图');
  expect(html).toContain('>周涛<');
  expect(html).toContain('A4 landscape');
  await host.close();
});
