import { json, need } from './source.mjs';

/** Offices, duty lists, targets, letters, meetings of the committee and inspections; people are named in the source, keys stand in the result. */
export function staff({ people, departments }) {
  const keys = new Map(people.map(({ name, key }) => [name, key]));
  const known = new Set(departments.map(({ key }) => key));
  const person = (name) => need(keys.get(name), `person ${name} of staff.json`);
  const department = (key) =>
    key === '' || key === null ? null : need(known.has(key) ? key : undefined, `department ${key} of staff.json`);
  const day = (on) => on || null;
  const { bodies, documentNumber, appointments, lists, targets, letters, meetings, inspections } = json('staff.json');
  const task = (text, unit, owner, [dueOn, doneOn, doneNote, verifiedBy, verifiedOn]) => ({
    text,
    department: department(unit),
    owner: person(owner),
    dueOn,
    doneOn: day(doneOn),
    doneNote,
    verifiedBy,
    verifiedOn: day(verifiedOn),
  });
  return {
    bodies,
    appointments: appointments.map(
      ([
        role,
        name,
        unit,
        title,
        scope,
        certificate = '',
        certificateNumber = '',
        certificateTo = '',
        validFrom = '2025-10-01',
        validTo = '',
      ]) => ({
        role,
        person: person(name),
        department: department(unit),
        title,
        scope,
        documentNumber: ['legalRep', 'actualController'].includes(role) ? '' : documentNumber,
        certificate,
        certificateNumber,
        certificateTo: day(certificateTo),
        validFrom,
        validTo: day(validTo),
      }),
    ),
    lists,
    targets: { ...targets, enterprise: targets.enterprise.map(([kind, name, value, criteria]) => ({ kind, name, value, criteria })) },
    letters: { ...letters, issuer: person(letters.issuer), unsigned: letters.unsigned.map(person) },
    meetings: meetings.map(({ absent, resolutions, ...meeting }) => ({
      ...meeting,
      absent: Object.entries(absent).map(([name, note]) => ({ person: person(name), note })),
      resolutions: resolutions.map(([text, agendaKey, unit, owner, ...rest]) => ({ agendaKey, ...task(text, unit, owner, rest) })),
    })),
    inspections: inspections
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([on, inspector, isFullScope, scope, participants, findings]) => ({
        on,
        inspector: person(inspector),
        isFullScope,
        scope,
        participants,
        findings: findings.map(([text, place, unit, owner, measure, dueOn, doneOn, verifiedBy, verifiedOn]) => ({
          place,
          measure,
          ...task(text, unit, owner, [dueOn, doneOn, '', verifiedBy, verifiedOn]),
        })),
      })),
  };
}
