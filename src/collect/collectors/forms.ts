/** The forms of each page and of its frames, with what each field asks; no value is read. */
import type { FormRecord } from '../../model/records.ts';
import { wish } from '../doors.ts';
import { askedBy } from '../field-words.ts';
import { readForms } from '../inside/forms.ts';
import { inEveryFrame } from '../isolated.ts';
import { limits } from '../limits.ts';
import type { Collector } from './collector.ts';

export const watchForms: Collector<FormRecord> = ({ page, phase, cuts }) => ({
  leaving: async ({ stop, document, trouble, roles }) => {
    // Forms that every page carries are told once; a page opened again after a choice carries the same.
    if (!document || trouble || roles.includes('next')) return [];
    const frames = await inEveryFrame(page, readForms, { forms: wish.forms + 1, fields: wish.fields + 1 });
    const records = frames.flatMap(({ url, main, value }) =>
      value.map((form): FormRecord => {
        if (form.fields.length > limits.fieldsPerForm)
          cuts.push({ what: `fields of ${stop.url}`, at: limits.fieldsPerForm });
        const fields = form.fields.slice(0, limits.fieldsPerForm).map(askedBy);
        return { phase, page: stop.url, frame: main ? null : url, action: form.action, method: form.method, fields };
      }),
    );
    if (records.length > limits.formsPerPage) cuts.push({ what: `forms of ${stop.url}`, at: limits.formsPerPage });
    return records.slice(0, limits.formsPerPage);
  },
});
