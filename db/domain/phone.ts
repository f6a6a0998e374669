/** Personal mobile numbers, also with blanks, dashes, a country code or fullwidth digits. */
export const mobileNumber =
  /(?<![0-9０-９])(?:[+＋]?(?:86|８６)[\s\-－—]?)?[1１][3-9３-９][0-9０-９](?:[\s\-－—·]?[0-9０-９]{4}){2}(?![0-9０-９])/gu;

/** Numbers written in one field that may hang on a wall: those of desks and offices, not of a person's pocket. */
export const officeNumbers = (text: string): string[] =>
  text
    .split(/[、,，;；/／\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part.search(mobileNumber) < 0);
