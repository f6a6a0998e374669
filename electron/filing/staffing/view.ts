import { differsFor, strictest, type Citation } from '../../../db/domain/staffing/staffing';
import { readStaffing } from '../../../db/query/staffing';
import type { GatherScene } from '../gather';

/** How staffing stands on a day: what is asked for with its basis, what there is, who they are. For page, terminal and F35. */
export function staffingView(scene: Pick<GatherScene, 'db' | 'content'>, day: string) {
  const { db, content } = scene;
  const regionCode = db.value<string>('SELECT regionCode FROM enterprise') ?? '000000';
  const { facts, requirements, staff, bodies, people } = readStaffing(db, day, content.regionRules(regionCode));
  const titles = new Map(
    content
      .json<{ regulations: { id: string; title: string }[] }>('regulations/regulations@1.json')
      .regulations.map(({ id, title }) => [id, title] as const),
  );
  const cited = ({ regulation, article }: Citation): string => {
    // The law is cited by its name, without the amendment.
    const title = (titles.get(regulation) ?? regulation).replace(/（[^）]*修[正订]）$/, '');
    return `${title.startsWith('《') ? title : `《${title}》`}${article}`;
  };
  return {
    day,
    headcount: facts.headcount,
    people,
    /** Rules that would ask for something else by the number of people registered. */
    differing: facts.headcount === null || people.employees === 0 ? [] : differsFor(facts, people.employees),
    requirements: requirements.map(({ basis, ...rest }) => ({ ...rest, basis: basis.map(cited) })),
    strictest: strictest(requirements),
    present: facts.present,
    usesSpecialEquipment: facts.flags.hasSpecialEquipment,
    staff,
    bodies,
  };
}
