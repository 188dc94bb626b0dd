/** What a measurement request says of consent, and the requests that say nothing of it. */
import { describe, expect, it } from 'vitest';
import { readPing } from '../../../src/assess/facts/ping.ts';

describe('consent told in an address', () => {
  it.each([
    ['https://region1.google-analytics.com/g/collect?v=2&gcs=G100&gcd=13p3p3p3p5', 'Google Consent Mode', 'denied'],
    ['https://region1.google-analytics.com/g/collect?v=2&gcs=G111', 'Google Consent Mode', 'granted'],
    ['https://region1.google-analytics.com/g/collect?v=2&gcs=G101', 'Google Consent Mode', 'granted'],
    ['https://region1.google-analytics.com/g/collect?v=2&gcs=G1--', 'Google Consent Mode', 'absent'],
    ['https://region1.google-analytics.com/g/collect?v=2&gcd=13l3l3l3l1', 'Google Consent Mode', 'absent'],
    ['https://region1.google-analytics.com/g/collect?v=2&gcd=11q1q1q1q5', 'Google Consent Mode', 'denied'],
    ['https://region1.google-analytics.com/g/collect?v=2&gcd=11r1q1r1r5', 'Google Consent Mode', 'granted'],
    ['https://www.google-analytics.com/g/collect?v=2&tid=G-1', 'Google Consent Mode', 'absent'],
    ['https://mesure.outil.test/g/collect?v=2&gcs=G100', 'Google Consent Mode', 'denied'],
    ['https://stats.outil.test/matomo.php?idsite=3&rec=1&_id=&_idn=1&cookie=0', 'Matomo', 'denied'],
    ['https://stats.outil.test/matomo.php?idsite=3&rec=1&_id=8a1f&_idn=1&cookie=1', 'Matomo', 'absent'],
    ['https://logs.xiti.com/hit.xiti?s=6&vm=optout&vc=false', 'Piano Analytics', 'denied'],
    ['https://logs.xiti.com/hit.xiti?s=6&vm=exempt&vc=false', 'Piano Analytics', 'denied'],
    ['https://logs.xiti.com/hit.xiti?s=6&vm=optin&vc=true', 'Piano Analytics', 'granted'],
    ['https://logs.xiti.com/hit.xiti?s=6', 'Piano Analytics', 'absent'],
  ])('reads %s', (url, service, consent) => {
    expect(readPing(url)).toEqual({ service, consent });
  });

  it.each([
    'https://outil.test/?cookie=0',
    'https://outil.test/matomo.php',
    'https://www.google.com/recaptcha/api.js',
    'https://s.outil.test/page?s=6&vm=optout',
    'rien',
  ])('says nothing of %s', (url) => {
    expect(readPing(url)).toBeNull();
  });
});
