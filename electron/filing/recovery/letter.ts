import type { Letter } from '../document';

/** 账户恢复码: one page for a sealed envelope that the general manager keeps. */
export const recoveryLetter = ({
  enterprise,
  code,
  heldBy,
  madeOn,
}: {
  enterprise: string;
  code: string;
  heldBy: string;
  /** ISO date. */
  madeOn: string;
}): Letter => ({
  type: 'letter',
  form: true,
  head: { code: '', title: '账户恢复码', draft: false, compiledOn: madeOn, paper: { size: 'A4', orientation: 'portrait' }, enterprise },
  blocks: [
    {
      type: 'facts',
      rowHeight: 11,
      facts: [
        { label: '单位', value: enterprise },
        { label: '恢复码', value: code },
        { label: '保管人', value: heldBy },
        { label: '打印日期', value: madeOn },
      ],
    },
    { type: 'heading', level: 3, text: '怎样保管' },
    {
      type: 'list',
      items: [
        '打印后当场装入信封，封口处由封装人、保管人签字或盖章，交保管人存入保险柜。',
        '不要拍照，不要存成电子文件；已经保存的电子文件，打印后请删除。',
        '恢复码只有这一份。重新打印以后，以前的恢复码作废，请销毁旧信封。',
      ],
    },
    { type: 'heading', level: 3, text: '什么时候用' },
    {
      type: 'list',
      items: [
        '安全负责人忘记密码，又没有别的安全负责人能重设时启封。',
        '在登录页选“用恢复码重设密码”，输入恢复码、安全负责人的账户名称和新密码。字母不分大小写，横线可以不输。',
        '用过一次即作废。用后请立即重新打印、重新封存。',
      ],
    },
    {
      type: 'signatures',
      signatures: [
        { label: '封装人', date: true },
        { label: '保管人', name: heldBy, date: true },
      ],
    },
    { type: 'facts', rowHeight: 11, facts: ['启封日期', '启封人', '启封原因'].map((label) => ({ label, value: '' })) },
  ],
});
