/** How much of a repository may be asked, unpacked, read and kept; what is cut is told by the survey record. */

export const bounds = {
  /** The whole reading in its process; what the process itself stops at comes sooner. */
  wallMs: 30_000,
  /** Of one file that somebody named, and of the one that nobody named: a site that answers it late has none. */
  fileMs: 10_000,
  siteFileMs: 4_000,
  cloneMs: 18_000,
  historyMs: 22_000,
  headersMs: 25_000,
  /** On the wire, all answers together. */
  wireBytes: 50_000_000,
  requests: 30,
  /** Of an archive once unpacked; a pack is held by `rssBytes`. */
  unpackedBytes: 200_000_000,
  /** Of the process; a clone of 300 files takes 81 MB, the 50 MB allowed on the wire may be held three times. */
  rssBytes: 700_000_000,
  sampleMs: 100,
  files: 50_000,
  depth: 12,
  /** Files larger than this are no licence, manifest nor hand-written source. */
  fileBytes: 1_000_000,
  textChars: 200_000,
  textsChars: 2_000_000,
  texts: 60,
  manifests: 50,
  readmeChars: 4_000,
  saysChars: 500,
  /** Source files opened for their header, and how many lines of each. */
  headers: 2_000,
  headerLines: 20,
  expressions: 50,
  commits: 100,
} as const;
