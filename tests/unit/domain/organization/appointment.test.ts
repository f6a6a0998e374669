import { describe, expect, test } from 'vitest';
import { appointmentGaps, type OfficeFacts } from '../../../../db/domain/organization/appointment';

const held: OfficeFacts = {
  holders: [
    { role: 'legalRep', name: '李建国' },
    { role: 'actualController', name: '李建国' },
    { role: 'principal', name: '王强' },
    { role: 'safetyDeputy', name: '赵敏' },
    { role: 'technicalLead', name: '钱工' },
  ],
  stated: { legalRep: '李建国', actualController: '李建国', principal: '王强' },
  hasLaborUnion: false,
  hasSpecialEquipment: false,
  headless: [],
  idleLeaders: [],
};
const rolesOf = (facts: Partial<OfficeFacts>) => appointmentGaps({ ...held, ...facts }).map(({ role }) => role);

describe('the fixed roles', () => {
  test('have no gap where each is held by whom the record of the enterprise names', () => {
    expect(appointmentGaps(held)).toEqual([]);
  });

  test('are open where nobody holds them, with the name that the record states', () => {
    expect(appointmentGaps({ ...held, holders: [] })).toEqual([
      { kind: 'missing', role: 'legalRep', stated: '李建国' },
      { kind: 'missing', role: 'actualController', stated: '李建国' },
      { kind: 'missing', role: 'principal', stated: '王强' },
      { kind: 'missing', role: 'safetyDeputy', stated: '' },
      { kind: 'missing', role: 'technicalLead', stated: '' },
    ]);
  });

  test('are told where somebody else holds them than the record says, and not where it names several', () => {
    expect(appointmentGaps({ ...held, stated: { ...held.stated, principal: '周涛' } })).toEqual([
      { kind: 'differs', role: 'principal', stated: '周涛', held: '王强' },
    ]);
    expect(rolesOf({ stated: { ...held.stated, actualController: '李建国、李建军' } })).toEqual([]);
  });

  test('ask for no person where a company or an authority controls the enterprise', () => {
    const holders = held.holders.filter(({ role }) => role !== 'actualController');
    expect(rolesOf({ holders, stated: { ...held.stated, actualController: '包头市国资委' } })).toEqual([]);
    expect(rolesOf({ holders, stated: { ...held.stated, actualController: '鹿原控股集团' } })).toEqual([]);
    expect(rolesOf({ holders })).toEqual(['actualController']);
  });

  test('include those of the union and of special equipment only where the enterprise has them', () => {
    expect(rolesOf({ hasLaborUnion: true })).toEqual(['unionChair']);
    expect(rolesOf({ hasSpecialEquipment: true })).toEqual(['equipmentSafetyDirector', 'equipmentSafetyOfficer']);
  });

  test('name departments without a head and leaders without an office', () => {
    const [leaders, departments] = appointmentGaps({
      ...held,
      headless: [{ id: 'd', name: '生产部' }],
      idleLeaders: [{ id: 'p', name: '孙副总' }],
    });
    expect(leaders).toEqual({ kind: 'leaders', role: 'otherLeader', people: [{ id: 'p', name: '孙副总' }] });
    expect(departments).toEqual({ kind: 'departments', role: 'departmentHead', departments: [{ id: 'd', name: '生产部' }] });
  });
});
