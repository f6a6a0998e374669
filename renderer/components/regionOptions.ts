import type { PickerOption } from './Picker';

interface Region {
  code: string;
  name: string;
  parent: string | null;
  level: string;
}

const ranks = ['province', 'prefecture', 'county'];

/** Regions below the nation with their full name (内蒙古自治区 包头市), provinces first, so that an empty search shows them all. */
export function regionOptions(regions: readonly Region[]): PickerOption[] {
  const known = new Map(regions.map((region) => [region.code, region]));
  const fullName = ({ name, parent }: Region): string => {
    const above = parent === null ? undefined : known.get(parent);
    return above === undefined || above.level === 'nation' ? name : `${fullName(above)} ${name}`;
  };
  return regions
    .filter(({ level }) => level !== 'nation')
    .toSorted((a, b) => ranks.indexOf(a.level) - ranks.indexOf(b.level))
    .map((region) => ({ value: region.code, label: fullName(region) }));
}
