/** The exit codes of every subcommand: scripts rely on them. */
export const exit = {
  /** Nothing failed at or above the threshold. */
  ok: 0,
  /** Something failed. */
  failed: 1,
  /** The command was not understood, or a file given is wrong. */
  usage: 2,
  /** The visit could not see enough to judge. */
  inconclusive: 3,
  /** The guard refused the address. */
  refused: 4,
} as const;
export type ExitCode = (typeof exit)[keyof typeof exit];
