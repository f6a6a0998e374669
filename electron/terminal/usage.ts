import { InvalidArgumentError, type CommanderError, type Help } from 'commander';
import { isCalendarDate } from '../../db/domain/field';

/** The command was written wrongly: exit code 2, the sentence says how it should be. */
export class UsageFault extends Error {}

/** A date as people write it: 2026-11-21, 2026/11/21, 2026.11.21, 2026年11月21日. */
export function dateOption(value: string): string {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(value.normalize('NFKC').trim());
  const date = parts === null ? '' : `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  if (!isCalendarDate(date)) throw new InvalidArgumentError(`“${value}”不是日期，请写成 2026-11-21 的样子`);
  return date;
}

/** `2026Q4` or `2026`. */
export function periodOption(value: string): string {
  const period = value.normalize('NFKC').trim().toUpperCase();
  if (!/^20\d{2}(Q[1-4])?$/.test(period)) throw new InvalidArgumentError(`“${value}”不是期间，季度写成 2026Q4，年度写成 2026`);
  return period;
}

export function countOption(value: string): number {
  if (!/^\d{1,9}$/.test(value.normalize('NFKC').trim())) throw new InvalidArgumentError(`“${value}”不是条数，请写 0 或正整数`);
  return Number(value.normalize('NFKC'));
}

/** A whole number between two others. */
export function numberOption(least: number, most: number): (value: string) => number {
  return (value) => {
    const digits = value.normalize('NFKC').trim();
    const count = /^\d{1,9}$/.test(digits) ? Number(digits) : -1;
    if (count < least || count > most) throw new InvalidArgumentError(`“${value}”应是 ${least} 到 ${most} 的整数`);
    return count;
  };
}

/** An option that may be written several times. */
export const repeated = (value: string, others?: string[]): string[] => [...(others ?? []), value];

/** Both or neither: half a pair would be left aside in silence. */
export function together(given: Readonly<Record<string, string | undefined>>, why: string): boolean {
  const missing = Object.keys(given).filter((name) => !given[name]);
  if (missing.length > 0 && missing.length < Object.keys(given).length) throw new UsageFault(`${why}，还缺 ${missing.join('、')}`);
  return missing.length === 0;
}

/** What is wrong with a command, in one sentence; commander says it in English. */
export function usageText({ code, message }: CommanderError): string {
  const [, named = ''] = /'([^']*)'/.exec(message) ?? [];
  const [, meant] = /\(Did you mean (?:one of )?([^?]*)\?\)/.exec(message) ?? [];
  const proposal = meant === undefined ? '' : `，是不是 ${meant.replaceAll(', ', '、')}`;
  switch (code) {
    case 'commander.missingMandatoryOptionValue':
      return `缺少 ${named}`;
    case 'commander.optionMissingArgument':
      return `${named} 后面要写内容`;
    case 'commander.missingArgument':
      return `缺少“${named}”`;
    case 'commander.unknownOption':
      return `没有 ${named} 这个选项${proposal}`;
    case 'commander.unknownCommand':
      return `没有“${named}”这个命令${proposal}`;
    case 'commander.excessArguments':
      return '命令后面多写了内容；带空格的路径和名称要用引号括起来';
    case 'commander.invalidArgument':
      return `${named}：${message.split(' is invalid. ').at(-1)}`;
    case 'commander.help':
      return '还缺一个命令';
    default:
      return message;
  }
}

const titles: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '各命令通用的选项：',
  'Commands:': '命令：',
};

/** Help in Chinese. */
export const chineseHelp: Partial<Help> = {
  showGlobalOptions: true,
  styleTitle: (title) => titles[title] ?? title,
  styleUsage: (usage) => usage.replaceAll('[options]', '[选项]').replace('[command]', '<命令>'),
  subcommandTerm: (command) =>
    [command.name(), ...command.registeredArguments.map((argument) => `<${argument.name()}${argument.variadic ? '...' : ''}>`)].join(' '),
  optionDescription: ({ description, defaultValue }) =>
    defaultValue === undefined || defaultValue === '' ? description : `${description}（不写时为 ${String(defaultValue)}）`,
};
