/** The statutory four colours (R32), by the word that a cell holds. The word always stays: colour never speaks alone. */
export interface LevelFill {
  fill: string;
  text: string;
}

const fills: Readonly<Record<string, LevelFill>> = {
  重大: { fill: 'FF0000', text: 'FFFFFF' },
  较大: { fill: 'FF9900', text: '000000' },
  一般: { fill: 'FFFF00', text: '000000' },
  低: { fill: '0070C0', text: 'FFFFFF' },
};

/** Fill and text colour (RRGGBB) of a level's word, undefined for any other text. */
export const levelFill = (word: string): LevelFill | undefined => fills[word.trim().replace(/风险$/, '')];
