/** The one search field, on the home page and above the results. */
import type { Child } from 'hono/jsx';

/** `children` are the filters that go with it, inside the same form. */
export const SearchField = ({ id, words, children }: { id: string; words: string; children?: Child }) => (
  <search>
    <form action="/outils" method="get" class="search">
      <label for={id}>Nom de l’outil, besoin ou adresse web</label>
      <div class="search-line">
        <input id={id} type="search" name="q" value={words} maxlength={300} autocomplete="off" />
        <button type="submit">Chercher</button>
      </div>
      {children}
    </form>
  </search>
);
