/** Where a person arrives after signing in: at what they may do. */
import { may, type Person } from '../model/person.ts';

export const frontPage = (person: Person): string => {
  if (may(person, 'read-dossiers')) return '/commission';
  if (may(person, 'grant-roles')) return '/administration';
  return person.roles.includes('vendor') ? '/depots' : '/compte';
};
