const digit = '[0-9０-９]';

/** Numbers of identity cards, also in fullwidth digits and with blanks or dashes between area, birthday and rest. */
export const identityNumber = new RegExp(
  `(?<![0-9０-９A-Za-z])[1-9１-９]${digit}{5}[\\s-]?(?:[1１][9９]|[2２][0０])${digit}{2}[\\s-]?(?:[0０][1-9１-９]|[1１][0-2０-２])[\\s-]?(?:[0０][1-9１-９]|[12１２]${digit}|[3３][01０１])[\\s-]?${digit}{3}[0-9０-９XxＸｘ](?![0-9０-９A-Za-z])`,
  'gu',
);
