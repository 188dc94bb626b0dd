/** Values of cookies and storage as they are met, and whether each singles out one browser. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifiersIn, isIdentifier } from '../../src/collect/identifier.ts';
import { hostileMs, processorMs } from '../kit/bounds.ts';

/** Formats as their makers write them; the random parts are made up. */
const singling = [
  'GA1.2.1836210584.1763971200',
  'GA1.1.183621058.1763971200',
  'GS1.1.1763971200.1.1.1763971260.41.0.183621058',
  'fb.1.1763971200123.1116446470',
  '1.1.1116446470.1763971200',
  '5f1c9a2b7e3d4c60',
  '5f1c9a2b7e3d4c60.1763971200.',
  'b3c1f0de-53a8-4be4-9f1c-2f7f2a0ec9b1',
  'B3C1F0DE-53A8-4BE4-9F1C-2F7F2A0EC9B1',
  '{"id":"b3c1f0de-53a8-4be4-9f1c-2f7f2a0ec9b1","created":1763971200123}',
  '%7B%22distinct_id%22%3A%2219ac3f0b2d91c7-0e1%22%7D',
  'eyJpZCI6ImIzYzFmMGRlLTUzYTgtNGJlNC05ZjFjLTJmN2YyYTBlYzliMSIsImNyZWF0ZWQiOjE3NjM5NzEyMDAxMjN9',
  'isGpcEnabled=0&datestamp=Mon+Nov+24+2025&version=6.33.0&consentId=b3c1f0de-53a8-4be4-9f1c-2f7f2a0ec9b1&groups=1%3A1',
  'k7q2v0g5s8m1n4h6t9d3f2b1a0',
  's%3AqZ3kT8wYb2LxVn5RfJ0cHdM7.uP9aE6oI1sG4',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  'CAESEJ8kQ2vXw0Zr5TnPq7Lm1Yc',
  '1836210584',
  '48213377905571203316',
  'OPT1-K9X2-77QF-M3ZD',
  'a1b2c3d4e5f6',
  'x9_Kd-3fGhQw8-Zt5Rb1',
  '0.8273645510293846',
  '{"user":{"anonymousId":"01JD9Z7Q4W8R5T2Y6U3I"}}',
  'MCMID|38274651029384756102938475610293847561',
  'uid:7f3d9c1e',
  'QpLwZsXkRtVbNmHg',
  '"3c59dc048e8850243be8079a5c74d079"',
  '2|1:0|10:1763971200|5:token|44:Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA|e3b0c44298fc1c14',
  'visitor=9QK3-2M8F-7TXA; lang=fr',
];
const innocent = [
  '',
  '1',
  'true',
  'false',
  'null',
  'fr',
  'fr-FR',
  'fr_FR',
  'fr-FR,fr;q=0.9,en;q=0.8',
  'Europe/Paris',
  'dark',
  'accepted',
  'granted',
  'preferences',
  '1763971200',
  '1763971200123',
  '20251124',
  '2025-11-24',
  '2025-11-24T08:00:00.000Z',
  'Mon, 24 Nov 2025 08:00:00 GMT',
  '1.12.4',
  'v2.0.0-beta.3',
  '1280x800',
  '13l3l3l3l1l1',
  '#ff8800',
  '0.75',
  '{"theme":"dark","fontSize":14,"sidebar":true}',
  '%7B%22analytics%22%3Afalse%2C%22ads%22%3Afalse%7D',
  'eyJ0aGVtZSI6ImRhcmsiLCJsYW5nIjoiZnIifQ==',
  '!analytics=false!youtube=wait!matomo=false',
  'consent:true|analytics:false|marketing:false',
  '{"categories":["necessary"],"revision":0,"consentTimestamp":"2025-11-24T08:00:00.000Z"}',
  'CQBZ8kAQBZ8kAAKA1AFRBVFgAAAAAAAAAAqIAAAAAAAA',
  'exercice-fractions-niveau-2',
  'https://outil.example.fr/cours/fractions?niveau=6e',
  'tarteaucitronAnalytics2024',
  'multiplicationTableLevel12',
  'dGFibGVzIGRlIG11bHRpcGxpY2F0aW9u',
  'Bonjour, choisissez votre exercice du jour.',
  '00000000-0000-0000-0000-000000000000',
  '[1,2,3,4,5,6,7,8,9,10]',
];

describe('a value that singles out one browser', () => {
  const missed = singling.filter((value) => !isIdentifier(value));
  const accused = innocent.filter(isIdentifier);
  it(`is told from ${innocent.length} innocent values and ${singling.length} others`, () => {
    expect({ missed, accused }).toEqual({ missed: knownMisses, accused: knownAccused });
  });
});
/** A number alone that could be a time is taken for one: a false accusation is as bad as a false clean. */
const knownMisses = ['1836210584'];
const knownAccused: string[] = [];

describe('what may be sent of a value', () => {
  it('leaves out the version that Google puts before a client number', () => {
    expect(identifiersIn('GA1.2.1836210584.1763971200')).toContain('1836210584.1763971200');
  });

  it('is found inside JSON, percent signs and base64', () => {
    const id = 'b3c1f0de-53a8-4be4-9f1c-2f7f2a0ec9b1';
    const json = JSON.stringify({ theme: 'dark', user: { id } });
    for (const text of [json, encodeURIComponent(json), Buffer.from(json).toString('base64')]) {
      expect(identifiersIn(text)).toContain(id);
    }
  });

  it('never throws and answers at once, whatever a page stores', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 2_000 }), fc.json()), (text) => void identifiersIn(text)));
    const hostile = ['%41'.repeat(30_000), '[['.repeat(40_000), 'a='.repeat(40_000), 'Ab'.repeat(45_000)];
    expect(processorMs(() => hostile.map((text) => identifiersIn(text)))).toBeLessThan(hostileMs);
  });

  it('recognises any number drawn at random', () => {
    fc.assert(fc.property(fc.uuid({ version: 4 }), (id) => isIdentifier(id)));
  });
});
