/** One rule: what it asks, on which ground, what it does not prove, and the examples that test it. */

import { forceWords, severityWords } from '../../model/outcome.ts';
import type { Rule } from '../../model/rule.ts';
import { type Door, param } from '../corridor.ts';
import { sendProblem } from '../errors.tsx';
import { sendPage } from '../page/frame.tsx';
import { themeOf, themeTitle } from '../page/themes.ts';
import { RuleExamples, RuleTest } from './rule-test.tsx';

export const showRule: Door = (house) => (c) => {
  const id = `${param(c, 'theme')}/${param(c, 'name')}`;
  const rule = house.reference.rulebook.rules.find((each) => each.id === id);
  if (!rule) {
    return sendProblem(c, 404, 'Cette règle n’est pas en vigueur. La liste des règles dit celles qui le sont.');
  }
  return sendPage(c, {
    title: rule.title,
    trail: [{ label: 'Règles', href: '/regles' }],
    body: (
      <>
        <p class="over">{themeTitle(themeOf(rule.id))}</p>
        <h1>{rule.title}</h1>
        <p class="badges">
          <span class="badge plain">Gravité : {severityWords[rule.severity]}</span>
          <span class="badge plain">Force : {forceWords[rule.force]}</span>
          <span class="badge plain">
            <code>{rule.id}</code>
          </span>
        </p>
        <Part title="Pourquoi" text={rule.why} />
        <section class="caution">
          <h2>Ce que cela ne prouve pas</h2>
          <p>{rule.limits}</p>
          <Innocents rule={rule} />
        </section>
        <section>
          <h2>Base</h2>
          <ul>
            {rule.basis.map((each) => (
              <li>
                <a href={each.url} rel="noreferrer">
                  {each.text}
                </a>
              </li>
            ))}
          </ul>
        </section>
        <Part title="Comment corriger" text={rule.fix} />
        <RuleTest rule={rule} />
        <RuleExamples rule={rule} />
      </>
    ),
  });
};

const Part = ({ title, text }: { title: string; text: string }) => (
  <section>
    <h2>{title}</h2>
    <p>{text}</p>
  </section>
);

const Innocents = ({ rule }: { rule: Rule }) =>
  rule.innocents === undefined ? null : (
    <>
      <h3>Ce qu’elle n’accuse pas</h3>
      <ul>
        {rule.innocents.map((each) => (
          <li>{each}</li>
        ))}
      </ul>
    </>
  );
