/** Opens, closes and reads the questions that the robot leaves to people; rows are added, never changed. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { NewTask, Task } from '../model/task.ts';
import type { Base } from './base.ts';
import { task, taskClosing } from './schema.ts';

export const tasksOf = ({ db }: Base, dossierId: number): Task[] =>
  db
    .select()
    .from(task)
    .leftJoin(taskClosing, eq(taskClosing.taskId, task.id))
    .where(eq(task.dossierId, dossierId))
    .orderBy(asc(task.id))
    .all()
    .map(({ task: { id, kind, openedAt, detail }, task_closing: closing }) => ({
      id,
      kind,
      openedAt,
      ...detail,
      closed: closing && { by: closing.author, reason: closing.reason, at: closing.at },
    }));

export const addTask = ({ db }: Base, dossierId: number, { kind, openedAt, ...detail }: NewTask): void => {
  db.insert(task).values({ dossierId, kind, openedAt, detail }).run();
};

/** False when there is no such open task of this dossier: nothing is closed twice. */
export const closeTask = (
  { db }: Base,
  dossierId: number,
  closing: { id: number; author: string; reason: string; at: string },
): boolean => {
  const { id, ...written } = closing;
  const open = db
    .select({ id: task.id })
    .from(task)
    .leftJoin(taskClosing, eq(taskClosing.taskId, task.id))
    .where(and(eq(task.id, id), eq(task.dossierId, dossierId), isNull(taskClosing.taskId)))
    .get();
  if (!open) return false;
  db.insert(taskClosing)
    .values({ taskId: id, ...written })
    .run();
  return true;
};
