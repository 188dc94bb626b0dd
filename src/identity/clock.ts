/** The clock of the sessions: it may jump forward, never fall behind the time that really went by. */

/**
 * A wall clock that somebody sets back would give every session more time. The time told here is that of the wall, or
 * that of the start plus what a monotonic clock counted since (milliseconds), whichever is later.
 */
export const steadyClock = (wall: () => Date, monotonic: () => number): (() => Date) => {
  const start = wall().getTime() - monotonic();
  return () => new Date(Math.max(wall().getTime(), start + monotonic()));
};
