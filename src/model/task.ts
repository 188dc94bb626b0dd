/** Something that only people can settle: opened by the robot, closed by a member of the commission with a reason. */
import * as v from 'valibot';

export const taskKinds = ['second-look'] as const;

export const Task = v.strictObject({
  id: v.number(),
  kind: v.picklist(taskKinds),
  openedAt: v.string(),
  /** What an ordinary visitor was shown and the announced visit was not, and the evidence of both visits. */
  differences: v.array(v.strictObject({ kind: v.string(), what: v.string(), service: v.nullable(v.string()) })),
  announced: v.string(),
  ordinary: v.string(),
  closed: v.nullable(v.strictObject({ by: v.string(), reason: v.string(), at: v.string() })),
});
export type Task = v.InferOutput<typeof Task>;
export type NewTask = Omit<Task, 'id' | 'closed'>;

export const TaskClosing = v.strictObject({
  reason: v.pipe(
    v.string('Dites pourquoi cette question est close.'),
    v.trim(),
    v.minLength(5, 'Dites pourquoi cette question est close.'),
    v.maxLength(2000, 'Ce texte dépasse 2 000 caractères.'),
  ),
});
