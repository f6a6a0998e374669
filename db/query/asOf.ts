/** SQL condition: a row with a term (`validFrom` to `validTo`, both included) is in force on `@day`. `alias` is its table's, '' for none. */
export const inForce = (alias = ''): string => {
  const of = alias === '' ? '' : `${alias}.`;
  return `${of}validFrom <= @day AND (${of}validTo IS NULL OR ${of}validTo >= @day)`;
};

/** SQL condition: an approved version of a responsibility list is in force on `@day`. */
export const versionInForce = (alias: string): string => `${alias}.status <> 'draft' AND ${inForce(alias)}`;
