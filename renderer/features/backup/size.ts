/** `12.3 MB` */
export const megabytes = (bytes: number, language: string): string =>
  `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 2 ** 20)} MB`;
