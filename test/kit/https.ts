/** Serves a page over https and HTTP/2 on loopback, with a certificate that only a browser started for it accepts. */
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';

type Handler = (request: Http2ServerRequest, response: Http2ServerResponse) => unknown;

/** Made once with openssl for outil.test, *.outil.test, localhost and 127.0.0.1; ends in 2125. Keys of this kind open nothing. */
const leaf = `-----BEGIN CERTIFICATE-----
MIIBsjCCAVigAwIBAgIUdfg3/zNQfVp/RqMBmqOWGEPcx3MwCgYIKoZIzj0EAwIw
ITEfMB0GA1UEAwwWQXV0b3JpdGUgZGUgdGVzdCBQcmVhdTAgFw0yNjExMjQxMTE5
MjFaGA8yMTI1MDYxODExMTkyMVowFTETMBEGA1UEAwwKb3V0aWwudGVzdDBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABMBG12hef13yRimvg/MHohpR5qYN6LXARhjo
eu8vza2jEQsbTMWgcAU3SQ7Ja6QlOMiCo0rf/pgwIU45kIc+7EajeDB2MDQGA1Ud
EQQtMCuCCm91dGlsLnRlc3SCDCoub3V0aWwudGVzdIcEfwAAAYIJbG9jYWxob3N0
MB0GA1UdDgQWBBQ5gNaKMeB5whnUa8ZL4v9xTGO0gzAfBgNVHSMEGDAWgBROrVza
7Lw6a/oAgDgkcDdKdI4zFzAKBggqhkjOPQQDAgNIADBFAiBGw1jDmiHXWygOgadU
xoxDNIt0bXAh5+z83PyKY0W7FgIhALuJNPdYHycXBA0u3rJ8iCkn0kOIZItW3FQT
v7VCwrWu
-----END CERTIFICATE-----`;
/** Of the same key, for outil.test and *.outil.test: one ended on 30 July 2026, the other ends on 28 November 2026. */
const ended = `-----BEGIN CERTIFICATE-----
MIIBUzCB+aADAgECAhQ+ArW93DqjSj97bz97QQIEcSmouzAKBggqhkjOPQQDAjAV
MRMwEQYDVQQDDApvdXRpbC50ZXN0MB4XDTI2MDUwMTAwMDAwMFoXDTI2MDczMDAw
MDAwMFowFTETMBEGA1UEAwwKb3V0aWwudGVzdDBZMBMGByqGSM49AgEGCCqGSM49
AwEHA0IABMBG12hef13yRimvg/MHohpR5qYN6LXARhjoeu8vza2jEQsbTMWgcAU3
SQ7Ja6QlOMiCo0rf/pgwIU45kIc+7EajJzAlMCMGA1UdEQQcMBqCCm91dGlsLnRl
c3SCDCoub3V0aWwudGVzdDAKBggqhkjOPQQDAgNJADBGAiEAp37n0EYDFrKSDZtS
52TXUFglyckodYv1KSL5bNiJa1UCIQDPcoBYLCJbXSFXCFN+RpNRozmNwlz6CS4X
g1ruRS4P+g==
-----END CERTIFICATE-----`;
const ending = `-----BEGIN CERTIFICATE-----
MIIBUzCB+aADAgECAhRTk1eJwPhvxcDXGqS9qdr2dUsaGDAKBggqhkjOPQQDAjAV
MRMwEQYDVQQDDApvdXRpbC50ZXN0MB4XDTI2MDgzMDAwMDAwMFoXDTI2MTEyODAw
MDAwMFowFTETMBEGA1UEAwwKb3V0aWwudGVzdDBZMBMGByqGSM49AgEGCCqGSM49
AwEHA0IABMBG12hef13yRimvg/MHohpR5qYN6LXARhjoeu8vza2jEQsbTMWgcAU3
SQ7Ja6QlOMiCo0rf/pgwIU45kIc+7EajJzAlMCMGA1UdEQQcMBqCCm91dGlsLnRl
c3SCDCoub3V0aWwudGVzdDAKBggqhkjOPQQDAgNJADBGAiEA4/dray5dUCL5s+VJ
+ZJkF3xLt3of9eU0Nojkug5CYCoCIQDYTSkJ/6e7kZlpY7YylpyzaUZer0UaSJCr
pV9AD7OLOg==
-----END CERTIFICATE-----`;
const authority = `-----BEGIN CERTIFICATE-----
MIIBmTCCAT+gAwIBAgIUXmrV6gKz6eBjoPdlugG1oKRXKnswCgYIKoZIzj0EAwIw
ITEfMB0GA1UEAwwWQXV0b3JpdGUgZGUgdGVzdCBQcmVhdTAgFw0yNjExMjQxMTE5
MjFaGA8yMTI2MTAzMTExMTkyMVowITEfMB0GA1UEAwwWQXV0b3JpdGUgZGUgdGVz
dCBQcmVhdTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAQ9qdu7SnfGZIHUzsMc
EtKb8BEFu/e+ovuolMma0JxmpfYlvtteY33R+uIqc1Sq75Zh4dbRzcQtS7hCaG8S
C3SjUzBRMB0GA1UdDgQWBBROrVza7Lw6a/oAgDgkcDdKdI4zFzAfBgNVHSMEGDAW
gBROrVza7Lw6a/oAgDgkcDdKdI4zFzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49
BAMCA0gAMEUCIDkniePalhOKaA4uY+CdjqRXkBRdfbuAgsHOgtLv1VOZAiEAlSpj
riSzO763hRnxlS8UzW1j+g1svS8gz32EBEwwnuU=
-----END CERTIFICATE-----`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJMe2+FTMPjAbGOXa
0zOJzjZxkJnXqheLHbZH9FgU7IihRANCAATARtdoXn9d8kYpr4PzB6IaUeamDei1
wEYY6HrvL82toxELG0zFoHAFN0kOyWukJTjIgqNK3/6YMCFOOZCHPuxG
-----END PRIVATE KEY-----`;

const spki = createPublicKey(leaf).export({ type: 'spki', format: 'der' });
/** The argument by which Chromium accepts this certificate, and no other. */
export const acceptTestCertificate = `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`;

const hashOf = (pem: string) => createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');
/** SHA-256 of each certificate served, the site's own first. */
export const testChain = [hashOf(leaf), hashOf(authority)];

export const certificates = { sound: `${leaf}\n${authority}`, ended, ending } as const;
export type CertificateName = keyof typeof certificates;

/** `host` is the address to listen on, when a test needs several machines. */
export const serveSecurely = async (
  handler: Handler,
  { host = '127.0.0.1', certificate = 'sound' }: { host?: string; certificate?: CertificateName } = {},
): Promise<{ url: string; port: number; close: () => Promise<void> }> => {
  const options = { key, cert: certificates[certificate], allowHTTP1: true };
  const server = createSecureServer(options, (request, response) => {
    void handler(request, response);
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://${host}:${port}/`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
