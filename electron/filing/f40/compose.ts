import type { Block, Letter } from '../document';
import type { Stamp } from '../dossier';
import { paragraphsOf } from '../wording';
import type { F40Dossier } from './dossier';

/** F40 报送函: letterhead, number, body, 附件目录, signature and date with room for the seal, person to ask. */
export function composeF40(dossier: F40Dossier, stamp: Stamp): Letter {
  const { enterprise, compiledOn, signer, items } = dossier;
  return {
    type: 'letter',
    head: {
      ...stamp,
      code: 'F40',
      title: `关于报送${dossier.subject}的函`,
      ...(compiledOn ? { compiledOn } : {}),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
    },
    letterhead: enterprise.name,
    documentNumber: dossier.documentNumber,
    ...(signer ? { signer } : {}),
    addressee: dossier.recipient,
    blocks: body(dossier),
    attachments: items.map(itemText),
    sender: enterprise.name,
    contact: contactText(dossier),
  };
}

function body({ body: own, basis, period, subject, items }: F40Dossier): Block[] {
  const named = subject.includes(period) ? subject : `${period}${subject}`;
  const usual = [
    `${basis ? `按照${basis}的要求，` : ''}现将我单位${named}报送贵单位${items.length === 0 ? '' : `，共 ${items.length} 件`}，请予审收。我单位对所报材料的真实性、完整性负责。`,
    '特此函报。',
  ];
  const paragraphs = own.trim() === '' ? usual : paragraphsOf(own);
  return paragraphs.map((text) => ({ type: 'paragraph', text }));
}

/** As official letters name them: numbers, pages and formats stand in the contents of the package. */
const itemText = ({ title, copies }: F40Dossier['items'][number]): string => (copies > 1 ? `${title}（${copies}份）` : title);

/** Only what is known: an empty label on a letter that is out asks a question nobody answers. */
function contactText({ contact: { name, phone, address } }: F40Dossier): string {
  return [name && `联系人：${name}`, phone && `联系电话：${phone}`, address && `地址：${address}`].filter((part) => part !== '').join('；');
}
