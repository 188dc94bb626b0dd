/** A member of the commission settles a question that the robot left open, with a reason that stays in the record. */
import { may } from '../model/person.ts';
import { TaskClosing } from '../model/task.ts';
import type { Forbidden, Invalid, TaskToClose } from './desk.ts';
import { parseForm } from './problems.ts';
import type { Tools } from './tools.ts';

export const closeTask = (
  { archive, now }: Tools,
  { number, id, form, by }: TaskToClose,
): { kind: 'closed' } | Invalid | Forbidden => {
  if (!may(by, 'settle-task')) return { kind: 'forbidden', message: 'Seule la commission règle cette question.' };
  const parsed = parseForm(TaskClosing, form);
  if (parsed.kind === 'invalid') return parsed;
  const closing = { id, author: by.email, reason: parsed.value.reason, at: now().toISOString() };
  const done = archive.write((pen) => pen.closeTask(number, closing));
  return done
    ? { kind: 'closed' }
    : { kind: 'forbidden', message: 'Cette question n’existe pas, ou elle est déjà close.' };
};
