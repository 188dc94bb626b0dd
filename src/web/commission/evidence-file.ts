/** The pictures of the evidence, for the commission. */
import { type Door, param } from '../corridor.ts';
import { sendEvidenceImage } from '../evidence-image.ts';

export const showEvidenceFile: Door = (house) => (c) => sendEvidenceImage(c, house, param(c, 'sha256'));
