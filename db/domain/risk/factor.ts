/** The classes of GB/T 13861 that the catalogue holds, and the shape of its codes. */
export interface FactorCatalogue {
  codePattern: string;
  classes: readonly { code: string; name: string }[];
}

/** What the register may be narrowed to: a class, nothing stated, or something that is no code of the standard. */
export const factorClasses = ['1', '2', '3', '4', 'none', 'other'] as const;

/** True for a code of the standard, alone or with its words (`1 人的因素`), and for nothing at all. The smaller classes are not checked: only the four are verified. */
export const isFactorCode = ({ codePattern }: Pick<FactorCatalogue, 'codePattern'>, stated: string): boolean => {
  const [, code = ''] = /^\s*([\d.]*)/.exec(stated.normalize('NFKC'))!;
  return stated.trim() === '' || new RegExp(codePattern).test(code.replaceAll('.', ''));
};
