/** Results: what the catalogue holds for the teacher's words and filters, each with its directive. */

import { verdicts, verdictWords } from '../../model/decision.ts';
import type { Reference } from '../../reference/reference.ts';
import type { FacetCount, SearchQuery, SearchResult } from '../../store/archive.ts';
import type { Door } from '../corridor.ts';
import { sendPage } from '../page/frame.tsx';
import { counted } from '../page/words.ts';
import { Hit } from './hit.tsx';
import { addressOf, readQuery } from './query.ts';
import { SearchField } from './search-field.tsx';

export const showResults: Door = (house) => (c) => {
  const query = readQuery(c.req.query(), house.reference);
  const result = house.archive.catalog.search(query);
  return sendPage(c, {
    title: query.words === '' ? 'Tous les outils' : `Résultats pour « ${query.words} »`,
    body: (
      <>
        <h1>{query.words === '' ? 'Tous les outils' : `Résultats pour « ${query.words} »`}</h1>
        <SearchField id="recherche" words={query.words}>
          <Filters query={query} result={result} reference={house.reference} />
        </SearchField>
        <VerdictLinks query={query} result={result} />
        <p class="total" role="status">
          {result.total === 0 ? 'Aucun outil ne correspond.' : totalWords(result)}
        </p>
        {result.hits.length === 0 ? <Nothing query={query} /> : null}
        <ul class="hits">
          {result.hits.map((hit) => (
            <Hit hit={hit} contexts={house.reference.contexts} chosen={query.context} now={house.now()} />
          ))}
        </ul>
        <Pages query={query} result={result} />
      </>
    ),
  });
};

const totalWords = (result: SearchResult): string =>
  `${result.capped ? 'Plus de ' : ''}${counted(result.total, 'outil', 'outils')}${result.pages > 1 ? `, page ${result.page} sur ${result.pages}` : ''}`;

const Filters = ({ query, result, reference }: { query: SearchQuery; result: SearchResult; reference: Reference }) => (
  <div class="filters">
    <Filter
      name="contexte"
      label="Ma situation"
      all="Toutes les situations"
      chosen={query.context}
      options={reference.contexts.map((each) => ({ code: each.id, label: each.title }))}
    />
    <Filter
      name="niveau"
      label="Niveau"
      all="Tous les niveaux"
      chosen={query.level}
      options={reference.vocabularies.levels}
      counts={result.facets.levels}
    />
    <Filter
      name="matiere"
      label="Matière"
      all="Toutes les matières"
      chosen={query.subject}
      options={reference.vocabularies.subjects}
      counts={result.facets.subjects}
    />
    <button type="submit" class="quiet">
      Filtrer
    </button>
  </div>
);

type FilterProps = {
  name: string;
  label: string;
  all: string;
  chosen: string | null;
  options: readonly { code: string; label: string }[];
  counts?: readonly FacetCount[];
};

/** Choices that would give nothing are left out, but the one chosen stays. */
const Filter = ({ name, label, all, chosen, options, counts }: FilterProps) => {
  const countOf = (code: string) => counts?.find((each) => each.code === code)?.count ?? 0;
  return (
    <div class="filter">
      <label for={`filtre-${name}`}>{label}</label>
      <select id={`filtre-${name}`} name={name}>
        <option value="">{all}</option>
        {options
          .filter((option) => counts === undefined || option.code === chosen || countOf(option.code) > 0)
          .map((option) => (
            <option value={option.code} selected={option.code === chosen}>
              {counts === undefined ? option.label : `${option.label} (${countOf(option.code)})`}
            </option>
          ))}
      </select>
    </div>
  );
};

const VerdictLinks = ({ query, result }: { query: SearchQuery; result: SearchResult }) => {
  const present = verdicts.filter((verdict) => result.facets.verdicts.some((each) => each.code === verdict));
  if (query.context === null || (present.length === 0 && query.verdict === null)) return null;
  return (
    <nav class="tags" aria-label="Filtrer par consigne">
      <a
        href={addressOf({ ...query, verdict: null, page: 1 })}
        aria-current={query.verdict === null ? 'true' : undefined}
      >
        Toutes les consignes
      </a>
      {present.map((verdict) => (
        <a
          href={addressOf({ ...query, verdict, page: 1 })}
          aria-current={query.verdict === verdict ? 'true' : undefined}
        >
          {verdictWords[verdict]} ({result.facets.verdicts.find((each) => each.code === verdict)?.count})
        </a>
      ))}
    </nav>
  );
};

const Nothing = ({ query }: { query: SearchQuery }) => (
  <section class="card">
    <h2>Que faire ?</h2>
    <ul>
      {query.level !== null || query.subject !== null || query.verdict !== null ? (
        <li>
          <a href={addressOf({ ...query, level: null, subject: null, verdict: null, page: 1 })}>Retirez les filtres</a>.
        </li>
      ) : null}
      <li>Essayez un seul mot, ou collez l’adresse web de l’outil.</li>
      <li>
        <strong>Un outil absent n’est ni autorisé ni interdit.</strong> Demandez l’avis de votre délégué à la protection
        des données (DPD) académique avant de l’utiliser avec des élèves.
      </li>
      <li>
        <a href="/deposer">Demandez le contrôle d’un outil</a> : c’est gratuit.
      </li>
    </ul>
  </section>
);

const Pages = ({ query, result }: { query: SearchQuery; result: SearchResult }) =>
  result.pages < 2 ? null : (
    <nav class="pages" aria-label="Pages de résultats">
      {result.page > 1 ? (
        <a href={addressOf({ ...query, page: result.page - 1 })} rel="prev">
          Page précédente
        </a>
      ) : null}
      <span>
        Page {result.page} sur {result.pages}
      </span>
      {result.page < result.pages ? (
        <a href={addressOf({ ...query, page: result.page + 1 })} rel="next">
          Page suivante
        </a>
      ) : null}
    </nav>
  );
