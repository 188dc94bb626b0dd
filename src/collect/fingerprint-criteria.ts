/** What counts as fingerprinting: published thresholds, and the innocents that they would accuse. */

/** Handed to the hooks; each number with its source. « House » marks our own, which no paper gives. */
export const fingerprintCriteria = {
  /**
   * Englehardt & Narayanan, « Online Tracking: A 1-million-site Measurement and Analysis », ACM CCS 2016:
   * a canvas of 16 px or more each way, text written in two colours or with ten distinct characters, read back whole
   * or over 16 × 16 px, on a context where neither `save`, `restore` nor `addEventListener` is called. Acar et al.,
   * « The Web Never Forgets », ACM CCS 2014: not when exported with loss.
   * House: emoji do not count as text (the emoji test draws one in two colours), and a canvas that a person sees is
   * an editor's or a chart's.
   */
  canvas: { side: 16, colours: 2, characters: 10 },
  /** The same: 50 fonts set and `measureText` called on the same text. House: the calls we look at. */
  fonts: { distinct: 50, calls: 3_000 },
  /**
   * The same: an oscillator rendered offline and read back. House: through a compressor, one channel, one second
   * at most at 44.1 kHz, which no music fits in.
   */
  audio: { frames: 44_100 },
  /**
   * House: the unmasked vendor or renderer, with 15 distinct parameters or the pixels read, on a canvas still out of
   * the document after 250 ms. A game reads the same and shows its canvas.
   */
  webgl: { parameters: 15, waitMs: 250 },
  /**
   * The same: `createDataChannel` and `createOffer` with a listener of ICE candidates. House: and no track nor answer from
   * another person within 1,500 ms.
   */
  webrtc: { waitMs: 1_500 },
  /** House: properties that audience measurement has little use for; FingerprintJS 3.4.2 crosses this number (measured). */
  navigator: {
    distinct: 9,
    properties: [
      'appVersion',
      'platform',
      'vendor',
      'productSub',
      'languages',
      'hardwareConcurrency',
      'deviceMemory',
      'maxTouchPoints',
      'plugins',
      'mimeTypes',
      'pdfViewerEnabled',
    ],
    screen: ['colorDepth', 'pixelDepth', 'availWidth', 'availHeight', 'availTop'],
    /** Callers looked at for each property: about 10 µs each. */
    callers: 12,
  },
} as const;
export type FingerprintCriteria = typeof fingerprintCriteria;
