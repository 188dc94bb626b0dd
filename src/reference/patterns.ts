/** Compiles the patterns of the lists with RE2: linear in the text, so a hostile page cannot hang the assessor. */
import { RE2JS, RE2JSException } from 're2js';
import type { Fits, Pattern } from '../model/lists.ts';

/** A test « is it found anywhere in the text », or null when `source` is no RE2 expression. */
export const compilePattern = (source: string): Fits | null => {
  try {
    const compiled = RE2JS.compile(source);
    return (text) => compiled.test(text);
  } catch (error) {
    if (error instanceof RE2JSException) return null;
    throw error;
  }
};

/** For a pattern that the schema of its file has already accepted. */
export const patternOf = (source: string): Fits => {
  const fits = compilePattern(source);
  if (!fits) throw new Error(`Not an RE2 expression: ${source}`);
  return fits;
};

/** The same, and where the first thing found ends: to look at what follows it. */
export const placedPatternOf = (source: string): Pattern => {
  const compiled = RE2JS.compile(source);
  return {
    fits: (text) => compiled.test(text),
    endIn: (text) => {
      const matcher = compiled.matcher(text);
      return matcher.find() ? matcher.end() : -1;
    },
  };
};
