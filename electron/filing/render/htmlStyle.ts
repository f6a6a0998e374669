import type { Document, PaperFormat } from '../document';
import {
  beyond,
  formMargins,
  isPlainLetter,
  letterMargins,
  paperSize,
  plainLetter,
  registerMargins,
  tallestPicture,
  turnedMargins,
  type Margins,
} from './layout';

/** Addresses of the bundled TrueType fonts, for machines without the Chinese office fonts (an OTF would end as Type 3 in a pdf). */
export interface FontUrls {
  serif: string;
  serifBold: string;
  sans: string;
}

/** The faces of a paper: the office fonts where they are installed, else the bundled ones. */
function fontFaces({ serif, serifBold, sans }: FontUrls): string {
  const face = (name: string, weight: number, local: readonly string[], url: string) =>
    `@font-face{font-family:"${name}";font-weight:${weight};src:${[...local.map((font) => `local("${font}")`), `url("${encodeURI(url).replaceAll('"', '%22')}")`].join(',')}}`;
  return [
    face('PaperTitle', 400, ['方正小标宋简体', 'FZXiaoBiaoSong-B05S'], serifBold),
    face('PaperBody', 400, ['仿宋', 'FangSong', '仿宋_GB2312', 'FangSong_GB2312'], serif),
    face('PaperBody', 700, [], serifBold),
    face('PaperKai', 400, ['楷体', 'KaiTi', '楷体_GB2312', 'KaiTi_GB2312'], serif),
    face('PaperSong', 400, ['宋体', 'SimSun'], serif),
    face('PaperSong', 700, [], serifBold),
    face('PaperHei', 400, ['黑体', 'SimHei'], sans),
  ].join('\n');
}

/** Named families after our own faces, for a caller that has no font addresses. */
const families = {
  title: 'PaperTitle,"方正小标宋简体","SimSun","宋体","Noto Serif SC","Noto Serif CJK SC",serif',
  body: 'PaperBody,"FangSong","仿宋","Noto Serif SC","Noto Serif CJK SC",serif',
  kai: 'PaperKai,"KaiTi","楷体","Noto Serif SC","Noto Serif CJK SC",serif',
  song: 'PaperSong,"SimSun","宋体","Noto Serif SC","Noto Serif CJK SC",serif',
  hei: 'PaperHei,"SimHei","黑体","Noto Sans SC","Noto Sans CJK SC",sans-serif',
} as const;

const box = ({ top, right, bottom, left }: Margins): string => `${top}mm ${right}mm ${bottom}mm ${left}mm`;

function page(name: string, paper: PaperFormat, margins: Margins): string {
  const { width, height } = paperSize(paper);
  return `@page ${name}{size:${width}mm ${height}mm;margin:${box(margins)}}
.${name}{page:${name}}
@media screen{.${name}{width:${width}mm;min-height:${height}mm;padding:${box(margins)}}}`;
}

function pages(paper: Document): string {
  const { head } = paper;
  if (paper.type !== 'letter') return page('sheet', head.paper, registerMargins);
  const own = paper.form ? formMargins : letterMargins;
  const turned = head.paper.orientation === 'portrait' ? 'landscape' : 'portrait';
  const name = head.paper.orientation;
  return [
    page(name, head.paper, own),
    isPlainLetter(paper)
      ? `@page ${name}:first{margin-top:${plainLetter.top}mm}@media screen{.plain{padding-top:${plainLetter.top}mm}}`
      : '',
    page(turned, { ...head.paper, orientation: turned }, paper.form ? formMargins : turnedMargins),
  ].join('\n');
}

const draftStyle = `.draft{position:fixed;inset:0;display:flex;align-items:center;justify-content:center;font:110pt ${families.hei};letter-spacing:.2em;color:#0000000f;transform:rotate(-35deg);pointer-events:none}`;

/** What a page needs that is laid over a paper. */
export const paperStyle = (fonts: FontUrls | undefined): string => `${fonts ? fontFaces(fonts) : ''}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;color:#000}
${draftStyle}`;

/** Everything the paper looks like; the same on the screen and in print. */
export const styleSheet = (paper: Document, fonts: FontUrls | undefined): string => `${fonts ? fontFaces(fonts) : ''}
${pages(paper)}
*{box-sizing:border-box}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;color:#000;font-family:${families.body};font-size:16pt;line-height:28.95pt;overflow-wrap:anywhere;line-break:strict}
.paper+.paper,.fresh{break-before:page}
p{margin:0;text-align:justify}
p.indent,li{text-indent:2em}
.letter{letter-spacing:-.2pt}
.center{text-align:center}.left{text-align:left}.right{text-align:right}
.bold,.total{font-weight:700}
.joined{white-space:nowrap}
h1,h2,h3{margin:0;font-size:16pt;font-weight:400;text-indent:2em;break-after:avoid}
h1{font-family:${families.hei}}h2{font-family:${families.kai}}h3{font-weight:700}
ol.plain{margin:0;padding:0;list-style:none}
.title{font-family:${families.title};font-size:22pt;line-height:34pt;text-align:center;margin:14pt 0 20pt;break-after:avoid}
.title.tight{margin-bottom:0}
.subtitle{font-family:${families.kai};text-align:center;margin-bottom:20pt}
.annex{text-indent:0;font-size:16pt}.annex span{display:block}
.label{font-family:${families.hei};text-align:left}
.form .title{margin-top:0}.form .subtitle{margin-bottom:10pt}
.note{font:10.5pt/17pt ${families.song}}
.caption{font:12pt/24pt ${families.hei};text-align:center;break-after:avoid}
.letterhead{font-family:${families.title};color:#f00;text-align:center;margin-bottom:16pt}
.number{display:flex;justify-content:space-between;padding:0 1em 4pt}.number.alone{justify-content:center}
.plain .letterhead{margin-bottom:0}
.double{height:3pt;margin:${plainLetter.ruleGap}mm -${beyond.right}mm 14pt -${beyond.left}mm;border:solid #f00;border-width:2.25pt 0 .75pt}
.number.plain{justify-content:flex-end;padding:0}.plain .number+.title{margin-top:57.9pt}
.rule{border-top:2.25pt solid #f00;margin-bottom:14pt}
.signer b{font-family:${families.kai};font-weight:400}
.closing{break-inside:avoid;break-before:avoid;margin-top:28.95pt}
.attachments{margin-top:28.95pt}.attachments+.ending .attachments{margin-top:0}
.copied{font-size:14pt;margin-top:28.95pt;padding:0 1em}.copied.ruled{border:solid #000;border-width:.75pt 0}
.ending{break-inside:avoid}
.attachments p{text-align:left}
figure{display:inline-block;vertical-align:top;max-width:100%;margin:2mm .9mm 3mm;text-align:center;break-inside:avoid}
figure img{max-width:100%;max-height:${tallestPicture}mm;width:100%;object-fit:contain}
figcaption{font:10.5pt/16pt ${families.song};letter-spacing:0}
.gone{border:.5pt dashed #000;padding:12mm 2mm;font:10.5pt/16pt ${families.song}}
.contents p{display:flex;align-items:flex-end;text-align:left;break-inside:avoid}
.contents span{max-width:88%;padding-left:2em;text-indent:-2em}
.contents i{flex:1;margin:0 .3em 9pt;height:1.2pt;background:radial-gradient(circle,#000 .6pt,transparent .65pt) left/5pt 1.2pt repeat-x}
.contents b{font-weight:400;font-family:${families.song}}
.cover{height:220mm;display:flex;flex-direction:column;text-align:center}
.cover .enterprise{font:22pt/36pt ${families.kai};margin-top:30mm}
.cover .title{font-size:26pt;line-height:44pt;margin-top:14mm}
.cover dl{margin:auto auto 0;display:grid;grid-template-columns:auto auto;text-align:left;row-gap:6pt;max-width:150mm}
.cover dt,.cover dd{margin:0}
table{border-collapse:collapse;table-layout:fixed;width:calc(100% - 2px);margin-left:1px}
th,td{border:.5pt solid #000;vertical-align:middle}
thead{display:table-header-group}
tr{break-inside:avoid}
tr.long{break-inside:auto}tr.long td{vertical-align:top}
.grid{font-family:${families.song};line-height:1.35;margin-bottom:8pt;letter-spacing:0}
.grid th{font-family:${families.hei};font-weight:400;background:#e7e6e6;padding:.25em .15em}
.grid td{padding:.25em .35em}
.mark{display:block;height:1pt;margin-bottom:-1pt}
.grid .total,.grid tbody tr:last-child{break-before:avoid}
.whole{break-inside:avoid}.sheet .whole{break-inside:auto}
.grid .empty{text-align:center;height:12mm}
.facts{break-inside:avoid;font-size:12pt;line-height:17pt;margin-bottom:10pt;letter-spacing:0}
.facts th{font-family:${families.hei};font-weight:400;background:#f2f2f2;padding:3pt}
.facts td{padding:3pt 5pt}
.signatures{display:flex;flex-wrap:wrap;justify-content:space-between;gap:4mm 10mm;margin-top:6mm;font-size:12pt;line-height:20pt;break-inside:avoid;letter-spacing:0}
.signatures>div{min-height:10mm;white-space:pre-wrap}.signatures .seal{min-height:26mm}
.sheet .title{font-family:${families.hei};font-size:20pt;margin:0 0 6pt}
.sheet .note,.sheet .signatures{break-before:avoid}
.sheet .line{font:10.5pt/18pt ${families.song};display:flex;flex-wrap:wrap;gap:0 1.8em;margin-bottom:4pt}
${draftStyle}
@media screen{body{background:#dfe2e6}.paper{background:#fff;margin:6mm auto;box-shadow:0 1px 4px #0005}}`;
