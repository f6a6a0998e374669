/**
 * One table from stored English words to the field's Chinese terms, for pages, papers, the terminal's JSON and the
 * synonyms of imports. English words for the interface stand in `resources/locales/en/term.json`.
 */
export const terms = {
  riskLevel: { major: '重大', considerable: '较大', general: '一般', low: '低' },
  levelColour: { red: '红', orange: '橙', yellow: '黄', blue: '蓝' },
  riskMethod: { lec: 'LEC', ls: 'LS', direct: '直接判定' },
  controlLevel: { company: '公司级', workshop: '车间级', team: '班组级', post: '岗位级' },
  riskPointKind: { equipment: '设备设施', activity: '作业活动', place: '场所部位', area: '区域' },
  riskStatus: { active: '有效', changing: '变更中', retired: '停用' },
  measure: {
    engineering: '工程技术措施',
    administrative: '管理措施',
    training: '培训教育措施',
    ppe: '个体防护措施',
    emergency: '应急处置措施',
  },
  departmentKind: { company: '公司', department: '部门', workshop: '车间', team: '班组' },
  employment: { formal: '正式', dispatched: '派遣', intern: '实习', contractor: '外委' },
  roundKind: { quarterly: '季度', annual: '年度', change: '变更触发', accident: '事故触发' },
  roundStatus: { open: '进行中', closed: '已关闭' },
  roundOrigin: { native: '系统内开展', backfilled: '历史补录' },
  roundItemState: { pending: '待确认', confirmed: '已确认', changed: '有变化', added: '新增', removed: '取消' },
  comparison: { up: '升级', down: '降级', added: '新增', removed: '消除', same: '不变' },
  filingState: {
    issued: '已出件',
    signed: '已签',
    sealed: '已盖章',
    scanned: '已扫描',
    sent: '已报送',
    received: '已签收',
    returned: '被退回',
    replaced: '已换版',
    voided: '已作废',
  },
  attachmentUse: {
    scan: '扫描件',
    receipt: '回执',
    signIn: '签到表',
    photo: '照片',
    evidence: '证明材料',
    image: '底图',
    source: '原文件',
  },
  assessmentRole: { inherent: '固有风险', second: '另一套评价' },
  followKind: { correction: '更正', reissue: '换版' },
  activityFrequency: { often: '频繁进行', atTimes: '特定时间进行', regularly: '定期进行' },
  dangerousWork: {
    hotWork: '动火',
    confinedSpace: '受限空间',
    height: '高处',
    hoisting: '吊装',
    temporaryPower: '临时用电',
    excavation: '动土',
    roadClosing: '断路',
    blindPlate: '盲板',
  },
  equipmentCategory: {
    furnace: '炉类',
    tower: '塔类',
    reactor: '反应器',
    vessel: '储罐及容器',
    exchanger: '冷换',
    general: '通用机械',
    power: '动力',
    chemical: '化工机械',
    lifting: '起重',
    other: '其他',
  },
  ruleKind: { arithmetic: '算术', statutory: '法定', policy: '政策', house: '产品' },
  scale: { large: '大型', medium: '中型', small: '小型', micro: '微型' },
  field: {
    riskNo: '编号',
    riskPoint: '风险点',
    kind: '类型',
    location: '位置',
    step: '作业步骤或检查项目',
    hazardSource: '危险源',
    factorCode: '危险和有害因素代码',
    accidentTypes: '可能发生的事故类型',
    consequence: '后果',
    method: '评价方法',
    l: 'L',
    e: 'E',
    c: 'C',
    s: 'S',
    score: '评价值',
    level: '风险等级',
    keptLevel: '保留等级',
    colour: '颜色',
    directMajor: '直接判定为重大风险',
    inherentLevel: '固有风险等级',
    directReason: '判定理由',
    directCode: '判定条款',
    engineering: '工程技术措施',
    administrative: '管理措施',
    training: '培训教育措施',
    ppe: '个体防护措施',
    emergency: '应急处置措施',
    measures: '管控措施（未拆分）',
    proposed: '建议新增措施',
    controlLevel: '管控层级',
    department: '责任单位',
    owner: '责任人',
    phone: '联系电话',
    checkCycle: '检查周期',
    assessedOn: '评价日期',
    nextReviewOn: '下次评价日期',
    status: '状态',
    remark: '备注',
    missing: '待补',
    scale: '等级映射',
    updatedAt: '最后修改',
    name: '姓名',
    sex: '性别',
    idNumber: '身份证号',
    post: '岗位',
    employment: '用工形式',
    enteredOn: '入职日期',
    leftOn: '离职日期',
    education: '文化程度',
  },
} as const;

export type TermKind = keyof typeof terms;
export type TermOf<K extends TermKind> = keyof (typeof terms)[K];

/** Chinese term of a stored word; the word itself where none is known, so that nothing disappears from a paper. */
export function term(kind: TermKind, value: string | null | undefined): string {
  if (value === null || value === undefined) return '';
  return (terms[kind] as Record<string, string>)[value] ?? value;
}

/** Stored word of a Chinese term, undefined when unknown. */
export function wordOf<K extends TermKind>(kind: K, chinese: string): TermOf<K> | undefined {
  const entry = Object.entries(terms[kind]).find(([, zh]) => zh === chinese);
  return entry?.[0] as TermOf<K> | undefined;
}
