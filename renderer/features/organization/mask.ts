/** `138****5678`: a list on a projector shows nobody's number. Short numbers are hidden but for their end. */
export const maskedPhone = (phone: string): string =>
  phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : phone === '' ? '' : `****${phone.slice(-2)}`;

/** `150203**********23` */
export const maskedIdNumber = (idNumber: string): string =>
  idNumber.length < 8 ? idNumber.replaceAll(/./g, '*') : `${idNumber.slice(0, 4)}${'*'.repeat(idNumber.length - 6)}${idNumber.slice(-2)}`;
