import { docxOfParts, wc, wp, wr, wrow, wtable } from './docxParts';

const song = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:hint="eastAsia"/>';
const size = (points: number): string => `<w:sz w:val="${points * 2}"/><w:szCs w:val="${points * 2}"/>`;
const underline = `${song}${size(14)}<w:u w:val="single"/>`;
const center = '<w:jc w:val="center"/>';

/** A report form as a county's authority hands it out: a cover line, a table of particulars, a register with three empty rows, figures, signatures. */
export const authorityDocx = (): Promise<Uint8Array> =>
  docxOfParts({
    header: wp('监管单位编号：{编号}'),
    footer: wp('填报单位：____________  第 1 页'),
    settings: '<w:zoom w:percent="100"/>',
    body: [
      wp(wr('鹿原县工贸企业重大安全风险报告表', `${song}<w:b/>${size(18)}`), center),
      // WPS splits a line to write on, and a placeholder, over runs of one look.
      wp(wr('填报单位（盖章）：', song) + wr('      ', underline) + wr('          ', underline) + wr('　填报日期：    年   月   日', song)),
      wp(wr('现将 {所属') + wr('期', '<w:b/>') + wr('间} 安全风险情况报告如下，共有重大风险（  ）条。')),
      wtable(
        4,
        wrow(['单位名称', wc('', '<w:gridSpan w:val="3"/>')]),
        wrow(['统一社会信用代码', '', '联系电话', wc(wp('', `${center}<w:rPr>${song}<w:b/>${size(10.5)}</w:rPr>`))]),
        wrow(['风险等级', wc(wp('□重大 □较大 □一般 □低'), '<w:gridSpan w:val="3"/>')]),
      ),
      wp('一、重大安全风险清单'),
      wtable(
        5,
        wrow(['序号', '风险点', '风险等级', '管控措施', '责任人'], '<w:tblHeader/>'),
        wrow(['1', '', '', '', wc(wp('', `<w:rPr>${song}<w:i/></w:rPr>`))], '<w:trHeight w:val="400" w:hRule="exact"/>'),
        wrow(['2', '', '', '', '']),
        wrow(['3', '', '', '', '']),
        wrow(['合计', '', '', '', '']),
      ),
      wp('主要负责人（签字）：                联系人：', '<w:spacing w:before="240"/>'),
    ].join(''),
  });
