/** What the catalogue publishes about one tool: a projection of decision, findings, labels and directives. */
import * as v from 'valibot';
import { Decision } from './decision.ts';
import { Declaration } from './declaration.ts';
import { Finding } from './finding.ts';
import { Attention, Directive, Label } from './label.ts';
import { Tool } from './tool.ts';

export const Entry = v.strictObject({
  tool: Tool,
  declaration: Declaration,
  decision: Decision,
  labels: v.array(Label),
  directives: v.array(Directive),
  attention: v.array(Attention),
  findings: v.array(Finding),
  rulebook: v.strictObject({ version: v.string(), digest: v.string() }),
  evidence: v.strictObject({ digest: v.string(), date: v.string(), browser: v.string() }),
  dossier: v.string(),
  publishedAt: v.string(),
  expires: v.string(),
});
export type Entry = v.InferOutput<typeof Entry>;
