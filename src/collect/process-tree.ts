/** The processes that a child started, however deep: Chromium leaves its parent's process group, so a group kill misses it. */
import { readdir, readFile } from 'node:fs/promises';

/** A process is its number and its start time: numbers are used again. */
type Member = { pid: number; parent: number; started: string; rssBytes: number };

export type Tree = {
  /** Looks at the machine again; gives the resident memory of the whole tree (shared pages counted in each). */
  sample(): Promise<number>;
  /** Numbers of those that were ever seen in the tree and still run. */
  left(): Promise<number[]>;
  /** Kills all that were ever seen in the tree and still run, and waits until none is left. */
  kill(): Promise<void>;
};

const pageBytes = 4096;

/** Follows the tree under `root`, a direct child of ours. Where there is no /proc, knows the group of `root` only. */
export const followTree = (root: number): Tree => {
  const known = new Map<number, string>();

  const look = async (): Promise<Member[]> => {
    const all = new Map((await readProcesses()).map((member) => [member.pid, member]));
    for (const member of all.values()) {
      if (member.pid === root || isUnder(member, root, all)) known.set(member.pid, member.started);
    }
    // Seen once, kept: when a parent dies its children go to init and look like nobody's.
    return [...all.values()].filter((member) => known.get(member.pid) === member.started);
  };
  const sample = async () => (await look()).reduce((sum, member) => sum + member.rssBytes, 0);
  const kill = async () => {
    for (let turn = 0; turn < 50; turn += 1) {
      const left = await look();
      if (turn === 0) signal(-root);
      for (const member of left) signal(member.pid);
      if (left.length === 0) return;
      await new Promise((next) => setTimeout(next, 20));
    }
  };
  const left = async () => (await look()).map((member) => member.pid);
  return { sample, left, kill };
};

const isUnder = (member: Member, root: number, all: Map<number, Member>): boolean => {
  for (let each: Member | undefined = member; each; each = all.get(each.parent)) if (each.parent === root) return true;
  return false;
};

const signal = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone meanwhile: that is what was wanted.
  }
};

const readProcesses = async (): Promise<Member[]> => {
  const names = await readdir('/proc').catch(() => []);
  const found = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readProcess));
  return found.filter((member) => member !== null);
};

/** Fields of proc(5) `stat` after the command, which may itself hold blanks and brackets. Zombies hold nothing. */
const readProcess = async (name: string): Promise<Member | null> => {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, started, pages] = [fields[0], fields[1], fields[19], fields[21]];
  if (!started || state === 'Z' || state === 'X') return null;
  return { pid: Number(name), parent: Number(parent), started, rssBytes: Number(pages) * pageBytes };
};
