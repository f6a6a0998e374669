import { describe, expect, it } from 'vitest';
import { Directory, namesOf } from '../../../electron/filing/people';

const person = (name: string, title: string, department: string, isLeader = false, phone = '') => ({
  name,
  title,
  department,
  isLeader,
  phone,
});
const people = new Directory([
  person('温国栋', '安全总监', '公司', true),
  person('苏和', '车间主任', '涂装车间'),
  person('王芳', '喷漆工', '涂装车间', false, '1'),
  person('王芳', '会计', '综合管理部', false, '2'),
  person('李明', '副主任', '涂装车间'),
  person('赵敏', '部长', '综合管理部'),
  person('钱进', '部门负责人', '综合管理部'),
]);

describe('people of the papers', () => {
  it('reads the names of one cell', () => {
    expect(namesOf('李志强、赵敏；王芳\n张伟')).toEqual(['李志强', '赵敏', '王芳', '张伟']);
    expect(namesOf(' ')).toEqual([]);
  });

  it('tells namesakes apart by telephone, then by department', () => {
    expect(people.find('王芳', { phone: '2' })?.title).toBe('会计');
    expect(people.find('王芳', { department: '涂装车间' })?.title).toBe('喷漆工');
    expect(people.find('没有')).toBeUndefined();
  });

  it('finds the head of a department, no deputy and nobody where two would fit', () => {
    expect(people.headOf('涂装车间')?.name).toBe('苏和');
    expect(people.headOf('综合管理部')).toBeUndefined();
    expect(people.headOf('')).toBeUndefined();
  });
});
