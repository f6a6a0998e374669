/** 岗位层级 (handbook 3.1); '' while nobody has said. */
export const postLevels = ['principal', 'deputy', 'technicalLead', 'departmentHead', 'workshop', 'team', 'worker', 'contractor'] as const;
export type PostLevel = (typeof postLevels)[number];

/** A list is written, approved, and followed by its next version; it ends with its post. */
export const responsibilityStatuses = ['draft', 'approved', 'replaced', 'ended'] as const;
export type ResponsibilityStatus = (typeof responsibilityStatuses)[number];

/** How a person took note of the list: signed it, was taught it, read the publication. */
export const acknowledgementWays = ['signature', 'training', 'publication'] as const;

/** Whose target it is: 公司级, 部门级, 岗位级. */
export const targetLevels = ['enterprise', 'department', 'post'] as const;
export const targetKinds = ['result', 'process'] as const;

/** 责任书: printed and handed out, signed, voided with a reason. */
export const letterStates = ['printed', 'sent', 'signed', 'voided'] as const;
export type LetterState = (typeof letterStates)[number];
