export const appraisalKinds = ['month', 'quarter', 'halfYear', 'year'] as const;
export const appraisalGrades = ['excellent', 'qualified', 'unqualified'] as const;

/** 结果应用 (handbook 3.1): 绩效、奖励、处罚、再培训; '' for none. */
export const appraisalOutcomes = ['performance', 'reward', 'penalty', 'training'] as const;
