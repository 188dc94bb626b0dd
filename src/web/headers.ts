/** The headers of every answer: no third party, nothing inline, no referrer beyond our own pages. */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const self = "'self'";
const none = "'none'";

/**
 * `secure` is true behind TLS: only then is HSTS sent.
 * A handler that sets one of these headers itself (evidence, forms) keeps its own.
 */
export const protect = (secure: boolean): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: [none],
      scriptSrc: [self],
      styleSrc: [self],
      imgSrc: [self],
      connectSrc: [self],
      formAction: [self],
      baseUri: [none],
      frameAncestors: [none],
    },
    strictTransportSecurity: secure ? 'max-age=31536000; includeSubDomains' : false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
    overwrite: false,
  });

/**
 * For pages that hold a form to send: under `no-referrer` a browser posts `Origin: null`, and one too old for
 * Sec-Fetch-Site could then not be told from a forged form. Other sites still learn nothing.
 */
export const sendOriginToUs: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Referrer-Policy', 'same-origin');
};
