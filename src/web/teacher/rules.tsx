/** All rules in force, by theme. */

import { forceWords, severityWords } from '../../model/outcome.ts';
import type { Rule } from '../../model/rule.ts';
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';
import { themeOf, themeTitle } from '../page/themes.ts';
import { capital, counted } from '../page/words.ts';

export const showRules: Door = (house) => (c) => {
  const { rulebook } = house.reference;
  const themes = [...new Set(rulebook.rules.map((each) => themeOf(each.id)))];
  return sendPage(c, {
    title: 'Les règles',
    body: (
      <>
        <h1>Les règles</h1>
        <p class="lead">
          {counted(rulebook.rules.length, 'règle', 'règles')} en vigueur, version {rulebook.version}. Chacune dit sa
          base légale, ce qu’elle ne prouve pas et comment corriger.
        </p>
        <p class="hint">
          Empreinte : <code>{rulebook.digest}</code>. <a href="/regles/versions">Versions adoptées</a>
        </p>
        {themes.map((theme) => (
          <section aria-labelledby={`theme-${theme}`}>
            <h2 id={`theme-${theme}`}>{themeTitle(theme)}</h2>
            <ul class="rule-list">
              {rulebook.rules
                .filter((each) => themeOf(each.id) === theme)
                .map((rule) => (
                  <RuleLine rule={rule} />
                ))}
            </ul>
          </section>
        ))}
      </>
    ),
  });
};

const RuleLine = ({ rule }: { rule: Rule }) => (
  <li>
    <a href={`/regles/${rule.id}`}>{rule.title}</a>
    <span class="hint">
      {capital(severityWords[rule.severity])} · {forceWords[rule.force]}
    </span>
  </li>
);
