import { docxOfParts, wc, wp, wr, wrow, wtable } from './docxParts';

const spaces = [
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
].join(' ');

/** A text box as Word writes it: a drawing, and the same once more in VML for programs that know no other way. Offsets and sizes in points. */
export function wbox(content: string, { x = 300, y = 0, width = 150, height = 60, id = 1 } = {}): string {
  const emu = (points: number): number => points * 12_700;
  const text = `<w:txbxContent>${content}</w:txbxContent>`;
  const drawing =
    `<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="${id}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">` +
    `<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>${emu(x)}</wp:posOffset></wp:positionH>` +
    `<wp:positionV relativeFrom="paragraph"><wp:posOffset>${emu(y)}</wp:posOffset></wp:positionV><wp:extent cx="${emu(width)}" cy="${emu(height)}"/>` +
    `<wp:wrapNone/><wp:docPr id="${id}" name="文本框 ${id}"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">` +
    `<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>` +
    `<wps:txbx>${text}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;
  const vml =
    `<w:pict><v:shape id="_x0000_s10${id}" type="#_x0000_t202" style="position:absolute;margin-left:${x}pt;margin-top:${y}pt;width:${width}pt;height:${height}pt">` +
    `<v:textbox>${text}</v:textbox></v:shape></w:pict>`;
  return `<w:r><mc:AlternateContent ${spaces}><mc:Choice Requires="wps">${drawing}</mc:Choice><mc:Fallback>${vml}</mc:Fallback></mc:AlternateContent></w:r>`;
}

const center = '<w:jc w:val="center"/>';
const song = (points: number): string => `<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="${points * 2}"/>`;
const down = (value = ''): string => `<w:vMerge${value === '' ? '' : ` w:val="${value}"`}/><w:vAlign w:val="center"/>`;

/** A report as a prefecture's bureau hands it out: text boxes for number and unit, cells merged downwards, boxes to tick, content controls, head and foot. */
export const boxedDocx = (): Promise<Uint8Array> =>
  docxOfParts({
    header: wp('鹿原市应急管理局制　　编号：________', '<w:jc w:val="right"/>'),
    footer: wp('填报单位：{单位名称}　　第 页 共 页', center),
    body: [
      wp(
        wbox(wp('编号：') + wp('密级：□公开 □内部'), { id: 1, x: 330, y: -18, width: 120, height: 40 }) +
          wr('重大安全风险管控情况报告表', `<w:b/>${song(20)}`),
        `${center}<w:spacing w:before="480" w:after="240"/>`,
      ),
      wp(
        wr('填报单位（盖章）：', song(12)) +
          wr('                              ', `${song(12)}<w:u w:val="single"/>`) +
          wbox(wp('联系人：____________') + wp('电话：____________'), { id: 2, x: 330, y: -8, width: 130, height: 44 }),
      ),
      wp('填报日期：    年   月   日'),
      wtable(
        4,
        wrow(['企业名称', '', '统一社会信用代码', '']),
        wrow(['企业地址', wc('', '<w:gridSpan w:val="3"/>')]),
        wrow(['主要负责人', '', '联系电话', '']),
        wrow([
          wc(wp('风险数量', center), down('restart')),
          '重大风险',
          wc(
            wp(
              `<w:sdt><w:sdtPr><w:alias w:val="重大风险数"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${wr('单击输入')}</w:sdtContent></w:sdt>${wr(' 条')}`,
            ),
            '<w:gridSpan w:val="2"/>',
          ),
        ]),
        wrow([wc('', down()), '较大风险', wc(wp('      条'), '<w:gridSpan w:val="2"/>')]),
        wrow([wc('', down()), '一般风险', wc(wp('（    ）条'), '<w:gridSpan w:val="2"/>')]),
      ),
      wp('重大安全风险清单', center),
      wtable(
        6,
        wrow(['序号', '风险点', '可能发生的事故类型', '管控措施', '责任部门', '责任领导及电话'], '<w:tblHeader/>'),
        wrow(['', '', '', '', '', '']),
        wrow(['', '', '', '', '', '']),
      ),
      wp('报告类型：□季度报告　□年度报告　□变更报告'),
      wp('主要负责人（签字）：                    年   月   日', '<w:spacing w:before="360"/>'),
    ].join(''),
  });
