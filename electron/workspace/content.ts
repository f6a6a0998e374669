import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { signPicture } from '../../db/domain/card/signs';
import type { CommitteeAgenda } from '../../db/domain/performance/agenda';
import type { Cadence } from '../../db/domain/period';
import type { DutyLibrary, RegulationTitles } from '../../db/domain/responsibility/library';
import type { TargetLibrary } from '../../db/domain/responsibility/targetLibrary';
import { accidentTypesOf, ambiguousAccidents, type AccidentType } from '../../db/domain/risk/accident';
import type { DirectCatalogue } from '../../db/domain/risk/assessmentDirect';
import type { FactorCatalogue } from '../../db/domain/risk/factor';
import type { RiskWords } from '../../db/domain/risk/rules';
import type { Scale } from '../../db/domain/risk/scale';

export interface Region {
  code: string;
  name: string;
  parent: string | null;
  level: string;
}
export interface Sector {
  id: string;
  name: string;
  defaults?: Record<string, boolean>;
  note?: string;
}
interface RegionPack {
  code: string;
  name: string;
  source?: string;
  overrides: { riskReviewPeriod?: Cadence; rules?: Record<string, 'on' | 'off'>; duties?: string[] };
}

/** Rules in force for one region: the stricter value wins on the way down from the nation (handbook 0, 注意 4). */
export interface RegionRules {
  reviewCadence: Cadence;
  rules: Record<string, 'on' | 'off'>;
  /** Duties that a place adds to the national ones. */
  duties: string[];
  packs: string[];
}

/** Read-only content shipped beside the application (`resources/`), read once and only when asked for. */
export class Content {
  readonly #cache = new Map<string, unknown>();

  constructor(readonly folder: string) {}

  json<T>(file: string): T {
    const known = this.#cache.get(file);
    if (known !== undefined) return known as T;
    const value = JSON.parse(readFileSync(path.join(this.folder, file), 'utf8')) as T;
    this.#cache.set(file, value);
    return value;
  }

  /** @throws Error when the catalogue is not shipped */
  scale(id: string): Scale {
    return this.json<Scale>(`catalogues/${id}.json`);
  }

  scales(): Scale[] {
    return this.#names('catalogues')
      .filter((name) => /^(lec|ls)-?[^/]*@\d+\.json$/.test(name))
      .map((name) => this.json<Scale>(`catalogues/${name}`));
  }

  /** Catalogues of direct judgement, their clauses with the id that a risk stores. */
  directCatalogues(): DirectCatalogue[] {
    type File = Omit<DirectCatalogue, 'clauses'> & { clauses: (DirectCatalogue['clauses'][number] & { code: string })[] };
    return this.#names('catalogues')
      .filter((name) => name.startsWith('direct-'))
      .map((name) => this.json<File>(`catalogues/${name}`))
      .map(({ id, title, source, clauses }) => ({
        id,
        title,
        source,
        clauses: clauses.map(({ code, text, basis, statutory }) => ({ id: `${id}/${code}`, text, basis, statutory })),
      }));
  }

  /** Types of both editions of GB 6441, as risks store them. */
  accidentTypes(): AccidentType[] {
    return accidentTypesOf(this.json('catalogues/gb6441@2025.json'));
  }

  factors(): FactorCatalogue {
    return this.json('catalogues/gbt13861@2022.json');
  }

  /** What the rules of a risk know of its words. */
  riskWords(): RiskWords {
    return { ambiguousAccidents: ambiguousAccidents(this.accidentTypes()), codePattern: this.factors().codePattern };
  }

  /** Editions of the library of duties, newest last. */
  dutyLibraries(): DutyLibrary[] {
    return this.#editions<DutyLibrary>('duty-library');
  }

  /** The newest edition, or the one named. @throws Error when it is not shipped */
  dutyLibrary(id?: string): DutyLibrary {
    return id === undefined ? this.dutyLibraries().at(-1)! : this.json<DutyLibrary>(`catalogues/${id}.json`);
  }

  /** The newest 年度目标指标 to choose from. */
  targetLibrary(): TargetLibrary {
    return this.#editions<TargetLibrary>('target-library').at(-1)!;
  }

  /** The newest usual items of a meeting of the 安委会. */
  committeeAgenda(): CommitteeAgenda {
    return this.#editions<CommitteeAgenda>('committee-agenda').at(-1)!;
  }

  /** Titles of the regulations by their code. */
  regulationTitles(): RegulationTitles {
    const { regulations } = this.json<{ regulations: { id: string; title: string }[] }>('regulations/regulations@1.json');
    return new Map(regulations.map(({ id, title }) => [id, title]));
  }

  regions(): Region[] {
    return this.json<{ regions: Region[] }>('catalogues/regions@1.json').regions;
  }

  sectors(): Sector[] {
    return this.json<{ sectors: Sector[] }>('catalogues/sectors@1.json').sectors;
  }

  /** `内蒙古自治区包头市`; empty for a code that names no region, such as 000000. */
  regionName(code: string): string {
    const chain = this.#regionChain(code).filter((region) => region.level !== 'nation');
    return chain.map((region) => region.name).join('');
  }

  regionRules(code: string): RegionRules {
    const key = `regionRules ${code}`;
    const known = this.#cache.get(key) as RegionRules | undefined;
    if (known) return known;
    const merged: RegionRules = { reviewCadence: 'year', rules: {}, duties: [], packs: [] };
    const shipped = new Set(this.#names('regions'));
    for (const region of this.#regionChain(code)) {
      if (!shipped.has(`${region.code}.json`)) continue;
      const pack = this.json<RegionPack>(`regions/${region.code}.json`);
      merged.packs.push(pack.code);
      if (pack.overrides.riskReviewPeriod === 'quarter') merged.reviewCadence = 'quarter';
      merged.duties = [...new Set([...merged.duties, ...(pack.overrides.duties ?? [])])];
      for (const [rule, state] of Object.entries(pack.overrides.rules ?? {})) {
        if (state === 'on' || merged.rules[rule] === undefined) merged.rules[rule] = state;
      }
    }
    this.#cache.set(key, merged);
    return merged;
  }

  /** Picture of a safety sign as an address that can be printed and shown: its own, or the general one of its shape. */
  readonly signUrl = (name: string): string => {
    const key = `signs/${signPicture(name)}.svg`;
    const known = this.#cache.get(key) as string | undefined;
    if (known !== undefined) return known;
    const url = `data:image/svg+xml;base64,${readFileSync(path.join(this.folder, key)).toString('base64')}`;
    this.#cache.set(key, url);
    return url;
  };

  /** Catalogue files with their text, for keeping them in the workspace by content hash. */
  catalogueFiles(): { id: string; text: string }[] {
    return this.#names('catalogues').map((name) => ({
      id: name.replace(/\.json$/, ''),
      text: readFileSync(path.join(this.folder, 'catalogues', name), 'utf8'),
    }));
  }

  /** From the nation down to the code itself. */
  #regionChain(code: string): Region[] {
    const known = new Map(this.regions().map((region) => [region.code, region]));
    const chain: Region[] = [];
    for (let region = known.get(code); region !== undefined; region = region.parent === null ? undefined : known.get(region.parent))
      chain.unshift(region);
    return chain;
  }

  /** Catalogues `<name>@<number>.json`, by their number. */
  #editions<T>(name: string): T[] {
    const number = (file: string): number => Number(/^.+@(\d+)\.json$/.exec(file)![1]);
    return this.#names('catalogues')
      .filter((file) => file.startsWith(`${name}@`))
      .sort((a, b) => number(a) - number(b))
      .map((file) => this.json<T>(`catalogues/${file}`));
  }

  #names(folder: string): string[] {
    const key = `${folder}/`;
    const known = this.#cache.get(key) as string[] | undefined;
    if (known) return known;
    const names = readdirSync(path.join(this.folder, folder))
      .filter((name) => name.endsWith('.json'))
      .sort();
    this.#cache.set(key, names);
    return names;
  }
}
