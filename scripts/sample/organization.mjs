import { need, source } from './source.mjs';

/** Small generator with a fixed seed (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const draw = random(20251001);
const between = (from, to) => from + Math.floor(draw() * (to - from + 1));
const isoDay = (year, month, day) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const schooling = {
  degree: [
    'chair',
    'generalManager',
    'productionDirector',
    'safetyDirector',
    'chiefEngineer',
    'administrationDirector',
    'departmentHead',
    'technician',
    'chemist',
    'accountant',
  ],
  college: [
    'workshopHead',
    'dispatcher',
    'safetyOfficer',
    'healthOfficer',
    'radiographer',
    'inspector',
    'buyer',
    'clerk',
    'electricFitter',
  ],
  basic: ['cleaner', 'cook', 'guard'],
};
const educationOf = (post) =>
  schooling.degree.includes(post)
    ? '本科'
    : schooling.college.includes(post)
      ? '大专'
      : schooling.basic.includes(post)
        ? '初中'
        : ['中专', '高中', '技校'][between(0, 2)];

/** Posts, departments and people; dates and ages are drawn, everything else is written. */
export function organization() {
  const posts = [];
  const departments = [];
  const people = [];
  for (const line of source('organization.txt')) {
    if (line.startsWith('post|')) {
      const [, key, name, flags, ages] = line.split('|');
      posts.push({
        key,
        name,
        isSpecialOperation: flags.includes('S'),
        isLeader: flags.includes('L'),
        facesHealthHazard: flags.includes('H'),
        ages: ages.split('-').map(Number),
      });
    } else if (line.startsWith('unit|')) {
      const [, key, name, kind, parent] = line.split('|');
      departments.push({ key, name, kind, parent: parent || null, validFrom: '2025-10-01' });
    } else {
      const [post, names] = line.split(': ');
      for (const written of names.split(' '))
        people.push(
          person(
            written,
            need(
              posts.find((entry) => entry.key === post),
              `post ${post}`,
            ),
            departments.at(-1).key,
            people.length,
          ),
        );
    }
  }
  return { posts: posts.map(({ ages: _ages, ...post }) => post), departments, people };
}

function person(written, post, department, index) {
  const [, name, marks, left, entered] = /^([^*~^<>]+)([*~^]*)(?:<([\d-]+))?(?:>([\d-]+))?$/.exec(written);
  const intern = marks.includes('^');
  const age = intern ? between(19, 22) : between(post.ages[0], post.ages[1]);
  const birthYear = 2026 - age;
  const birthDate = isoDay(birthYear, between(1, 9), between(1, 28));
  const earliest = Math.max(2011, birthYear + 20);
  const hiredIn = intern
    ? 2026
    : marks.includes('~')
      ? between(2023, 2025)
      : between(earliest, Math.max(earliest, post.ages[0] > 34 ? 2019 : 2024));
  return {
    key: `p${String(index + 1).padStart(3, '0')}`,
    name,
    sex: marks.includes('*') ? 'female' : 'male',
    birthDate,
    education: intern ? '技校' : educationOf(post.key),
    phone: `1380000${String(index + 1).padStart(4, '0')}`,
    employment: intern ? 'intern' : marks.includes('~') ? 'dispatched' : 'formal',
    isLeader: post.isLeader,
    department,
    post: post.key,
    enteredOn: entered ?? (intern ? '2026-07-06' : isoDay(hiredIn, between(1, 12), between(1, 28))),
    ...(left === undefined ? {} : { leftOn: left }),
  };
}
