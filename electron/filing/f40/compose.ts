import type { Block, Letter } from '../document';
import type { Stamp } from '../dossier';
import { paragraphsOf } from '../wording';
import type { F40Dossier } from './dossier';

/** F40 报送函, or 报告 to the body above: letterhead, number, body, 附件目录, signature and date with room for the seal, person to ask. */
export function composeF40(dossier: F40Dossier, stamp: Stamp): Letter {
  const { enterprise, compiledOn, style, signer, items, copyTo = '' } = dossier;
  return {
    type: 'letter',
    head: {
      ...stamp,
      code: 'F40',
      title: letterTitle(dossier),
      ...(compiledOn ? { compiledOn } : {}),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
      seam: true,
    },
    letterhead: enterprise.name,
    documentNumber: dossier.documentNumber,
    ...(style ? { style } : {}),
    // 签发人 stands on papers that go upwards only.
    ...(signer && style !== 'letter' ? { signer } : {}),
    addressee: dossier.recipient,
    blocks: body(dossier),
    attachments: items.map(itemText),
    sender: enterprise.name,
    contact: contactText(dossier),
    ...(copyTo === '' ? {} : { copyTo }),
  };
}

export const letterTitle = ({ subject, style }: F40Dossier): string => `关于报送${subject}的${style === 'report' ? '报告' : '函'}`;

const body = (dossier: F40Dossier): Block[] => letterText(dossier).map((text) => ({ type: 'paragraph', text }));

/** The paragraphs of the letter: the user's own, else the usual ones. */
export const letterText = (dossier: F40Dossier): string[] => (dossier.body.trim() === '' ? usualText(dossier) : paragraphsOf(dossier.body));

/** A 函 asks an equal to receive, a 报告 tells the one above and asks for nothing but to be read. */
function usualText({ style, basis, period, subject, items, salutation = '贵单位' }: F40Dossier): string[] {
  const named = subject.includes(period) ? subject : `${period}${subject}`;
  const why = basis ? `按照${basis}的要求，` : '';
  const count = items.length === 0 ? '' : `（共 ${items.length} 件）`;
  const stands = '我单位对所报材料的真实性、完整性负责。';
  return style === 'report'
    ? [`${why}现将我单位${named}${count}随文上报，请审阅。${stands}`, '特此报告。']
    : [`${why}现将我单位${named}${count}报送${salutation}，请予接收。${stands}`, '特此函报。'];
}

/** As official letters name them: numbers, pages and formats stand in the contents of the package. */
const itemText = ({ title, copies }: F40Dossier['items'][number]): string => (copies > 1 ? `${title}（${copies}份）` : title);

/** Only what is known: an empty label on a letter that is out asks a question nobody answers. */
function contactText({ contact: { name, phone, address } }: F40Dossier): string {
  return [name && `联系人：${name}`, phone && `联系电话：${phone}`, address && `地址：${address}`].filter((part) => part !== '').join('；');
}
