/** SQL condition: a row with a term (`validFrom` to `validTo`, both included) is in force on `@day`. `alias` is its table's, '' for none. */
export const inForce = (alias = ''): string => {
  const of = alias === '' ? '' : `${alias}.`;
  return `${of}validFrom <= @day AND (${of}validTo IS NULL OR ${of}validTo >= @day)`;
};

/** SQL condition: an approved version of a responsibility list is in force on `@day`. */
export const versionInForce = (alias: string): string => `${alias}.status <> 'draft' AND ${inForce(alias)}`;

/** SQL of the name of the post that a person holds on `@day`, '' for none; `personColumn` is the person's id. */
export const postNameOn = (personColumn: string): string =>
  `coalesce((SELECT o.name FROM assignment a JOIN post o ON o.id = a.postId
    WHERE a.personId = ${personColumn} AND ${inForce('a')} ORDER BY a.validFrom DESC LIMIT 1), '')`;
