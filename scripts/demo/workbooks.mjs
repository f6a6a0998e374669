import { writeXlsx } from 'hucre';
import iconv from 'iconv-lite';

/**
 * Workbooks as a workshop really hands them in, each of another shape, about a workshop that the sample enterprise opens:
 * title and facts above the head, heads over two rows, merged cells, remarks in heads, fullwidth digits, dates in every
 * spelling, wrong levels, gaps, signatures below, GBK without a mark. All names, numbers and texts are invented.
 */

const workshop = '塔筒制造车间';

/** Cells of lines like `1 | 卷板机 | 3`: nothing is an empty cell, digits are a number, `'3` is text, `@2026-11-05` a date. */
const cellsOf = (lines) =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => typed(cell.trim())));

function typed(cell) {
  if (cell === '') return null;
  if (cell.startsWith("'")) return cell.slice(1);
  if (cell.startsWith('@')) return new Date(`${cell.slice(1)}T00:00:00Z`);
  return /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell.replaceAll('⏎', '\n');
}

/** Empty cells under a filled one belong to it. */
function mergedDown(rows, column, first) {
  const merges = [];
  for (let from = 0; from < rows.length;) {
    let to = from + 1;
    while (to < rows.length && rows[to][column] === null) to += 1;
    if (to - from > 1) merges.push({ startRow: first + from, startCol: column, endRow: first + to - 1, endCol: column });
    from = to;
  }
  return merges;
}
/** Widths that let a person read what is written. */
const widths = (head) => head.map((title) => ({ width: title !== null && title.length > 3 ? 18 : 9 }));
const across = (row, from, to) => ({ startRow: row, startCol: from, endRow: row, endCol: to });

/** Two-row head with groups, points and owners merged down, wrong levels, fullwidth digits, an impossible factor, signatures below. */
function equipment() {
  const head = cellsOf(`
序号 | 风险点 | 作业步骤 | 危险源及潜在事件 | 可能导致的事故 | 危险评价 | | | | 风险等级⏎（红/橙/黄/蓝） | 现有控制措施 | | | | | 责任人 | 辨识时间
 | | | | | L | E | C | D | | 工程技术 | 管理 | 培训教育 | 个体防护 | 应急处置 | | `);
  const rows = cellsOf(`
1 | 数控卷板机（75×3000） | 钢板上料卷制 | 钢板未靠紧、卷制中翘曲弹起 | 物体打击、挤压 | 3 | 6 | 7 | 126 | 黄 | 设翘板防护挡架、光电保护 | 专人指挥，辊前 3 米禁止站人 | 岗前培训卷板规程 | 安全帽、防砸鞋 | 急停断电，止血固定送医 | 高建业 | @2026-11-05
2 | | 对中调整 | 手伸入上下辊之间 | 机械伤害 | 3 | 6 | 15 | 270 | 橙 | 辊口设拉绳急停，脚踏开关加罩 | 调整时断电挂牌，双人操作 | 岗前培训卷板规程 | 防护手套（调整时不戴） | 急停反转，止血送医 | | 2026/11/5
3 | 纵缝埋弧焊中心（6 m 臂） | 筒节纵缝焊接 | 焊剂粉尘、焊烟积聚，通风不足 | 中毒和窒息 | 1 | 6 | 15 | 90 | 黄 | 移动式焊烟净化器 4 台 | 每班清理焊剂，定期检测 | 职业健康培训 | KN95 口罩、焊接面罩 | 转移至通风处，送医 | 石磊 | ２０２６．１１．５
4 | | 臂架升降行走 | 升降链条断裂，臂架坠落 | 物体打击 | １ | ３ | ４０ | 120 | 蓝 | 断链防坠装置、上下限位 | 每月检查链条，臂下禁止站人 | 设备操作培训 | 安全帽 | 断电隔离，吊离构件救人 | | 2026年11月5日
5 | 滚轮架（60 t） | 筒体旋转组对 | 防窜轮失效，筒体轴向窜动坠落 | 起重致害、物体打击 | 3 | 6 | 15 | 270 | 橙 | 防窜轮、轴向位移报警 | 旋转前确认人员撤出，专人看护 | 组对工艺交底 | 安全帽、防砸鞋 | 急停，吊机托住筒体后救人 | 高建业 | 11月5日
6 | | 组对顶升 | 液压顶升缸偏载失稳 | 坍塌 | 4 | 6 | 15 | 360 | 红 | 双缸同步阀、机械锁 | 顶升过程逐级垫实 | 组对工艺交底 | 安全帽 | 停止顶升，撤离人员 | | @2026-11-05
7 | 筒内清理作业 | 筒内打磨、清渣 | 筒内通风不足、烟尘积聚，缺氧 | 中毒和窒息 | 3 | 6 | 15 | 270 | 一般 | 轴流风机强制通风，便携式气体检测 | 先通风、再检测、后作业，筒外专人监护 | 有限空间作业培训 | 防尘口罩、安全带 | 禁止盲目施救，佩戴空气呼吸器施救，拨打 120 | 石磊 | @2026-11-05
8 | | 筒内照明 | 使用 220 V 行灯，绝缘破损 | 触电 | 1 | 6 | 15 | 90 | 黄 | 安全隔离变压器 12 V | 每班检查电缆 | 用电安全培训 | 绝缘鞋 | 断电施救，心肺复苏 | | @2026-11-05
9 | 法兰平面铣床 | 铣削排屑 | 铁屑飞溅、缠绕 | 机械伤害 | 3 | 6 | 3 | 54 | 蓝 | 防护罩、排屑器 | 禁止戴手套清屑，停机用钩 | | 护目镜 | | 高建业 | '2026-11-05`);
  const top = 2;
  const last = head[0].length - 1;
  const overTwoRows = [0, 1, 2, 3, 4, 9, 15, 16];
  return writeXlsx({
    sheets: [
      {
        name: '设备设施',
        columns: widths(head[0]),
        rows: [
          [`${workshop}安全风险辨识评价表（设备设施类）`],
          [`填报单位：${workshop}　　填报人：高建业　　填报时间：2026年 11 月 5 日`],
          ...head,
          ...rows,
          ['编制：高建业', null, null, null, '审核：', null, null, null, null, '日期：'],
        ],
        merges: [
          across(0, 0, last),
          across(1, 0, last),
          across(top, 5, 8),
          across(top, 10, 14),
          ...overTwoRows.map((column) => ({ startRow: top, startCol: column, endRow: top + 1, endCol: column })),
          ...mergedDown(rows, 1, top + 2),
          ...mergedDown(rows, 15, top + 2),
        ],
      },
      { name: 'Sheet2', rows: [] },
    ],
  });
}

/** GBK without a mark, one column of measures, LS, 同上, a stock and a mobile in the texts, a line without hazard and factors. */
function coating() {
  const lines = cellsOf(`
${workshop}喷砂喷涂工序风险清单
序号 | 区域 | 作业活动 | 危险因素 | 易发生的事故类型 | 可能性(L) | 严重性(S) | 风险度 | 风险级别 | 防范措施 | 责任部门 | 责任人
1 | 塔筒喷砂房 | 喷砂作业 | 喷枪脱手、磨料高压伤人 | 物体打击 | 2 | 4 | 8 | 低 | 喷枪设脱手自停；喷砂服、长管呼吸器；两人配合作业 | ${workshop} | 石磊
2 | 同上 | 除尘清灰 | 金属粉尘积聚遇火源 | 粉尘爆炸 | 2 | 5 | 10 | 一般 | 除尘器泄爆片、锁气卸灰；每班清灰；禁止动火 | 同上 | 同上
3 | 塔筒喷漆房 | 喷涂底漆 | 溶剂蒸气积聚，静电放电 | 火灾、可燃液体蒸气爆炸 | 3 | 5 | 15 | 较大 | 送排风与喷枪联锁，可燃气体报警；防静电服；漆料现场存量不超过 120 kg；火情立即停喷断电，启动灭火装置，拨打 119 | 同上 | 石磊，13800000777
4 | 同上 | 固化烘干 | 热风炉燃气泄漏 | 可燃气体爆炸 | 2 | 5 | 10 | 较大 | 燃气报警与快速切断阀联锁；点火前吹扫 | 同上 |
5 | 调漆间 | 调漆 | 敞口作业、静电接地断开 | 火灾 | 2 | 4 | 8 | 低 | | 同上 |
6 | 同上 | | | | | | | | 调漆间每班检查 | 同上 |
合计 | | | | | | | | | | |`);
  return iconv.encode(`${lines.map((line) => line.map((cell) => cell ?? '').join(',')).join('\r\n')}\r\n`, 'gbk');
}

/** Two sheets, the head in the fourth row with remarks, a step merged over two columns, levels as grades, numbers as text. */
function teams() {
  const head = cellsOf(`
编号 | 风险点 | 部位 | 作业步骤/检查项目 | | 危险有害因素 | 事故类型 | 可能性 L | 频繁程度 E | 后果 C | 危险性 D | 危险级别⏎(1级/2级/3级/4级/5级) | 管控措施 | 管控层级 | 备注`)[0];
  const last = head.length - 1;
  const sheet = (name, rows) => ({
    name,
    columns: widths(head),
    rows: [['安全风险分级管控清单'], [`部门：${workshop}　　班组：${name}`], ['评价日期：2026.11.6'], head, ...rows, ['注：5 级为最低。']],
    merges: [0, 1, 2].map((row) => across(row, 0, last)).concat([head, ...rows].map((_, index) => across(3 + index, 3, 4))),
  });
  return writeXlsx({
    sheets: [
      sheet(
        '探伤班',
        cellsOf(`
TT-101 | 塔筒射线探伤 | 厂房南跨探伤区 | 射线探伤 | | 误入控制区，受到照射 | 其他伤害 | '1 | '3 | '15 | '45 | 4级 | 警戒绳、声光报警；探伤前清场广播；个人剂量计；发生误照立即撤离、送检 | 班组 | 夜间作业
TT-102 | 塔筒射线探伤 | 设备库 | 装置领用 | | 射线装置无人看管、丢失 | 其他伤害 | '0.5 | '3 | '40 | '60 | 4级 | 双人双锁、台账登记、定位跟踪 | 班组 |
TT-103 | 塔筒高处焊缝检测 | 厂房南跨探伤区 | 登高检测 | | 登高梯架滑移，未系安全带 | 高处坠落 | '3 | '3 | '15 | '135 | 3级 | 移动登高平台护栏、轮锁；安全带高挂低用 | |`),
      ),
      sheet(
        '吊装班',
        cellsOf(`
TT-201 | 塔筒段双机抬吊 | 厂房北跨 B3—B9 柱 | 抬吊翻身 | | 两机不同步，筒段倾覆 | 起重致害 | '3 | '6 | '40 | '720 | 1级 | 专用吊梁、载荷显示与偏差报警；编制吊装方案并经总工程师批准，公司领导现场带班；吊装区清场警戒；险情立即停吊、撤离 | 公司 |
TT-202 | 塔筒段双机抬吊 | 厂房北跨 B3—B9 柱 | 吊带捆绑 | | 吊带割伤、超期使用 | 起重致害 | '3 | '6 | '7 | '126 | 3级 | 护角垫、吊带编号每月检查，报废剪断 | 班组 |
TT-203 | 塔筒转运 | 成品场 | 平板车装车 | | 筒段支座未固定，运输滑落 | 车辆伤害 | '1 | '6 | '15 | '90 | 3级 | 专用鞍座、链条四点捆绑；限速 5 km/h | 班组 |`),
      ),
    ],
  });
}

/** What comes back of the register that exists: measures changed, nothing changed, lowered without a reason, a level that its factors belie. */
function changed(known) {
  const by = new Map(known.map((risk) => [risk.riskNo, risk]));
  const line = (riskNo, patch) => {
    if (!by.has(riskNo)) throw new Error(`示例清单里没有 ${riskNo}`);
    const risk = { ...by.get(riskNo), ...patch };
    const { l, e, c } = risk;
    const assessment = [l, e, c, l * e * c, risk.riskLevel];
    const measures = [risk.engineering, risk.administrative, risk.training, risk.ppe, risk.emergency];
    return [
      riskNo,
      risk.riskPoint,
      risk.step,
      risk.hazardSource,
      risk.accidentTypes.join('、'),
      risk.consequence,
      ...assessment,
      ...measures,
      risk.controlLevel,
      risk.department,
      risk.owner,
    ];
  };
  const head = cellsOf(`
编号 | 风险点 | 作业步骤 | 危险源 | 可能发生的事故类型 | 后果 | L | E | C | D | 等级 | 工程技术措施 | 管理措施 | 培训教育措施 | 个体防护措施 | 应急处置措施 | 管控层级 | 责任单位 | 责任人`)[0];
  return writeXlsx({
    sheets: [
      {
        name: '核对',
        columns: widths(head),
        rows: [
          ['现有清单核对表（第四季度）'],
          head,
          line('MH-007', { engineering: '箱体两端设送排风，增设固定式氧含量监测，低于 19.5% 声光报警' }),
          line('CC-020', {}),
          line('ZP-004', { e: 3, riskLevel: '一般' }),
          line('SB-038', { l: 6, riskLevel: '较大', controlLevel: '公司级' }),
        ],
        merges: [across(0, 0, head.length - 1)],
      },
    ],
  });
}

/** Name and bytes of every workbook. @param known rows of the register as the terminal lists them */
export async function messyWorkbooks(known) {
  return [
    { name: '1 塔筒车间-设备设施（双行表头）.xlsx', bytes: await equipment() },
    { name: '2 塔筒车间-喷砂喷涂（GBK）.csv', bytes: coating() },
    { name: '3 塔筒车间-各班组.xlsx', bytes: await teams() },
    { name: '4 现有清单核对表.xlsx', bytes: await changed(known) },
  ];
}
