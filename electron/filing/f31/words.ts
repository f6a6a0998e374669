import { term } from '../../../db/domain/term';
import type { F31List, F31Version } from './dossier';

/** Words of a list that the paper and its sheets print alike. */
export const levelText = ({ level, isRole }: F31List): string => (isRole ? '固定角色' : level === '' ? '' : term('postLevel', level));
export const placeText = ({ department, isRole }: F31List): string => (isRole ? '公司' : department);
export const versionText = ({ version }: F31Version): string => `第 ${version} 版`;
export const peopleText = ({ people }: F31List): string => people.join('、') + (people.length > 10 ? `（共 ${people.length} 人）` : '');

/** A place to sign with the name, where it is known. */
export const signedBy = (label: string, name: string): { label: string; name?: string } => (name === '' ? { label } : { label, name });
