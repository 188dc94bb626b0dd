/** One way for a hostile page to make somebody else open a connection: what it writes, says or answers. */

/** Where a vector aims. Every vector has a canary port of its own, TCP and UDP, so that a hit names its vector. */
export type Aim = {
  /** `HOST:PORT`. */
  host: string;
  port: number;
  http: string;
  https: string;
  ws: string;
  /** An address of the hostile site that gives this vector's `answer`. */
  own: string;
};

export type Answer = { status?: number; headers?: Record<string, string>; type?: string; body?: string };

export type Vector = {
  name: string;
  /** Placed in the body of the hostile page. */
  html?: (to: Aim) => string;
  /** Run by the hostile page, each in its own try. */
  script?: (to: Aim) => string;
  /** Given by the hostile site at `to.own`. */
  answer?: (to: Aim) => Answer;
};

/** For attributes and nested documents. */
export const quoted = (html: string): string => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Data URL that needs no quoting. */
export const dataUrl = (html: string): string => `data:text/html;base64,${Buffer.from(html).toString('base64')}`;
