import type { PostLevel } from '../../db/domain/responsibility/responsibility';
import { plainText } from './headText';
import type { NoteKey } from './notes';

/** The level that a word of real sheets means; what is said of a deputy of a department is said of its head. */
export function readPostLevel(written: string): PostLevel | undefined {
  const text = plainText(written);
  if (/承包|外委|外包|外协|相关方|劳务/.test(text)) return 'contractor';
  if (/技术负责|总工/.test(text)) return 'technicalLead';
  if (/部门|科室|职能|部长|处长|科长|中层/.test(text)) return 'departmentHead';
  if (/车间|分厂/.test(text)) return 'workshop';
  if (/班组|班长|组长|工段/.test(text)) return 'team';
  if (/分管|副总|副厂长|副经理|副矿长|其他负责人|班子/.test(text)) return 'deputy';
  if (/主要负责|总经理|董事长|法定代表人|实际控制人|厂长|矿长|第一责任人/.test(text)) return 'principal';
  return /员工|岗位|操作|工人|一线|作业人员|从业|职工|普通/.test(text) ? 'worker' : undefined;
}

const yes = /^(是|有|对|√|✓|✔|☑|■|●|○|y|yes|true|1|属于|接触|需要|涉及)[。.]?$/;
const no = /^(否|无|不|没|未|×|✗|✕|✘|☐|□|x$|n$|no$|false$|0$)/;
const unknown = /^(不详|未知|不清楚|待定|待核实|待确认|也许|可能|不适用|n\/?a)$/;
const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

export function readYesNo(written: string): boolean | undefined {
  const text = plain(written);
  return unknown.test(text) ? undefined : yes.test(text) ? true : no.test(text) ? false : undefined;
}

/** 噪声、粉尘 and 低压电工作业 say yes by what they name. */
export function readYesOrWhat(written: string): { value?: boolean; notes?: { key: NoteKey }[] } {
  const value = readYesNo(written);
  if (value !== undefined) return { value };
  return unknown.test(plain(written)) ? { notes: [{ key: 'yesNoNotRead' }] } : { value: true, notes: [{ key: 'yesByWords' }] };
}
