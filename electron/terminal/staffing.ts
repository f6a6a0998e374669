import type { Command } from 'commander';
import { term } from '../../db/domain/term';
import { existingText, neededText, sumsOf } from '../filing/staffing/words';
import type { TerminalSession, Within } from './session';
import { dateOption } from './usage';

/** What every basis asks for beside what there is, and who they are. */
async function tellStaffing(session: TerminalSession, { day }: { day?: string }): Promise<void> {
  const view = await session.call('staffing.get', day === undefined ? {} : { day });
  const requirements = view.requirements.map((one) => ({
    rule: one.rule,
    title: term('staffingRule', one.rule),
    kind: term('ruleKind', one.kind),
    case: term('staffingCase', one.case),
    needed: neededText(one),
    existing: existingText(one),
    arithmetic: sumsOf(one),
    basis: one.basis,
    state: term('staffingState', one.state),
  }));
  const staff = view.staff.map(({ name, role, department, post, title, documentNumber, certificate, certificateNumber, certificateTo, expired, validFrom, validTo }) => ({ name, role: term('appointmentRole', role), department, post, title, documentNumber, certificate, certificateNumber, certificateTo, expired, validFrom, validTo })); // prettier-ignore
  const bodies = view.bodies.map(({ kind, name, isMerged, documentNumber, validFrom, validTo, isOpen }) => ({
    kind: term('safetyBodyKind', kind),
    name,
    isMerged,
    documentNumber,
    validFrom,
    validTo,
    inForce: isOpen,
  }));
  const strictest = view.strictest.map(({ what, required, present, rules, isOneWay, met }) => ({
    what: term('staffingNeed', what),
    required,
    present,
    rules,
    replaceable: isOneWay,
    state: term('staffingState', met ? 'met' : 'lacking'),
  }));
  const { employees, formal, dispatched, intern, contractor } = view.people;
  session.print(
    {
      day: view.day,
      headcount: view.headcount,
      registered: { employees, 正式: formal, 派遣: dispatched, 实习: intern, 外委: contractor },
      requirements,
      strictest,
      bodies,
      staff,
    },
    [
      `截至 ${view.day}：企业档案从业人员 ${view.headcount ?? '未填'}${view.headcount === null ? '' : ' 人'}，人员登记 ${employees} 人（正式 ${formal}、派遣 ${dispatched}、实习 ${intern}），外委 ${contractor} 人不计`,
      ...requirements.flatMap(({ title, kind, case: reason, needed, existing, arithmetic, basis, state }) => [
        `[${state}] ${title}（${kind}）：${reason}`,
        ...(needed === '' ? [] : [`    应有 ${needed}`, `    现有 ${existing}`]),
        ...arithmetic.map((sum) => `    算式 ${sum}`),
        `    依据 ${basis.join('、')}`,
      ]),
      ...bodies.map(({ kind, name, validFrom, inForce }) => `${kind}：${name}，${validFrom} 起${inForce ? '' : '，已结束'}`),
      ...staff.map(
        ({ name, role, department, certificateTo, expired }) =>
          `${role}：${[name, department, certificateTo === null ? '' : `证书至 ${certificateTo}${expired ? '（已过期）' : ''}`].filter((part) => part !== '').join('，')}`,
      ),
    ],
  );
}

/** `staffing` */
export function addStaffing(program: Command, within: Within): void {
  program
    .command('staffing')
    .description('安全管理机构与人员：各项依据应有的和现有的，写明算式')
    .option('--day <日期>', '截至哪一天（不写时为今天）', dateOption)
    .action(within(tellStaffing));
}
