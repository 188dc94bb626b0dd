/** The questions of the declaration, in plain French and in folded groups: the short ones first, the papers last. */
import { vendorTypes, vendorTypeWords } from '../../model/attributes.ts';
import { aiUses, aiUseWords, audiences, audienceWords, garStatuses, garWords } from '../../model/declaration.ts';
import { paperKinds, paperWords } from '../../model/paper.ts';
import { ChoiceField, CompactField, type Filled, LongField, SelectField, TextField } from '../page/fields.tsx';
import { capital } from '../page/words.ts';

type Props = { form: Filled };

export const DeclarationFields = ({ form }: Props) => (
  <fieldset class="group">
    <legend>Ce que vous déclarez</legend>
    <p class="hint">
      Tout est facultatif. Ce que vous ne dites pas reste « inconnu » et sera publié ainsi. Ce que vous dites est
      confronté à ce que la visite voit.
    </p>
    <Users form={form} />
    <div class="pair">
      <TextField form={form} name="declaration.hosting.provider" label="Hébergeur" />
      <TextField
        form={form}
        name="declaration.hosting.country"
        label="Pays d’hébergement"
        hint="Deux lettres. Exemple : FR"
      />
    </div>
    <Access form={form} />
    <TextField
      form={form}
      name="declaration.dpo"
      label="Contact de votre délégué à la protection des données"
      hint="Publié sur la fiche. Exemple : dpo@exemple.fr"
    />
    <Group form={form} title="Fichiers du raccordement au GAR" names={['gar.notice', 'gar.samlMetadata']}>
      <GarFiles form={form} />
    </Group>
    <Group
      form={form}
      title="Usages et fonctions"
      names={[...yesNoQuestions.map(([name]) => name), 'aiUses', 'vendorType']}
    >
      <Functions form={form} />
    </Group>
    <Group form={form} title="Sous-traitants et délais" names={['processors', 'breachHours', 'purgeMonths']}>
      <Partners form={form} />
    </Group>
    <Group form={form} title="Pièces remises" names={['papersComplete', ...paperKinds.map((kind) => `papers.${kind}`)]}>
      <Papers form={form} />
    </Group>
  </fieldset>
);

/** Open when something in it was typed or must be corrected: nothing typed is ever hidden. */
const Group = ({ form, title, names, children }: Props & { title: string; names: string[]; children: unknown }) => {
  const inside = (field: string) => names.some((name) => field.startsWith(`declaration.${name}`));
  const typed = [...form.typed].some(([field, values]) => inside(field) && values.some((value) => value !== ''));
  return (
    <details class="field-group" open={typed || form.problems.some(({ field }) => inside(field))}>
      <summary>{title}</summary>
      {children}
    </details>
  );
};

const yesNo = [
  { value: 'oui', label: 'Oui' },
  { value: 'non', label: 'Non' },
];

const YesNo = ({ form, name, label }: Props & { name: string; label: string }) => (
  <ChoiceField form={form} name={`declaration.${name}`} label={label} kind="radio" options={yesNo} />
);

const Users = ({ form }: Props) => (
  <>
    <ChoiceField
      form={form}
      name="declaration.audiences"
      label="Publics"
      kind="checkbox"
      options={audiences.map((each) => ({ value: each, label: capital(audienceWords[each]) }))}
    />
    <YesNo form={form} name="accountRequired" label="Faut-il un compte pour s’en servir ?" />
  </>
);

const Access = ({ form }: Props) => (
  <>
    <div class="pair">
      <SelectField
        form={form}
        name="declaration.gar.status"
        label="Gestionnaire d’accès aux ressources (GAR)"
        empty="Non renseigné"
        options={garStatuses.map((each) => ({ value: each, label: capital(garWords[each]) }))}
      />
      <TextField form={form} name="declaration.gar.ark" label="Identifiant ARK" hint="Exemple : ark:/12345/abc" />
    </div>
    <div class="pair">
      <TextField form={form} name="declaration.licence.code" label="Licence du code" hint="Exemple : EUPL-1.2" />
      <TextField
        form={form}
        name="declaration.licence.content"
        label="Licence des contenus"
        hint="Exemple : CC-BY-SA-4.0"
      />
    </div>
    <TextField form={form} name="declaration.repository" label="Adresse du dépôt de code" type="url" />
  </>
);

const GarFiles = ({ form }: Props) => (
  <>
    <p class="hint">
      Ces deux fichiers XML sont lus à leur adresse pendant le contrôle, et gardés avec le relevé. L’adresse est publiée
      sur la fiche. Si elle demande une connexion, le fichier ne peut pas être lu.
    </p>
    <TextField
      form={form}
      name="declaration.gar.notice"
      label="Adresse de la notice ScoLOMFR"
      hint="La notice remise au GAR. Exemple : https://www.exemple.fr/notice.xml"
      type="url"
    />
    <TextField
      form={form}
      name="declaration.gar.samlMetadata"
      label="Adresse des métadonnées SAML"
      hint="Celles de votre fournisseur de service, si l’outil se raccorde par SAML. Exemple : https://www.exemple.fr/saml/metadata"
      type="url"
    />
  </>
);

export const yesNoQuestions = [
  ['under15', 'Des élèves de moins de quinze ans s’en servent-ils ?'],
  ['social', 'Les utilisateurs peuvent-ils s’écrire ou publier ?'],
  ['ai', 'L’outil a-t-il des fonctions d’intelligence artificielle ?'],
  ['trackers', 'L’outil emploie-t-il des traceurs dans les pages qu’un élève peut ouvrir ?'],
  ['advertising', 'L’outil montre-t-il de la publicité à un élève ?'],
  ['consumerEdition', 'Le même outil est-il vendu au grand public ?'],
  ['selfHostable', 'Un établissement peut-il l’héberger lui-même ?'],
] as const;

const Functions = ({ form }: Props) => (
  <>
    {yesNoQuestions.map(([name, label]) => (
      <YesNo form={form} name={name} label={label} />
    ))}
    <ChoiceField
      form={form}
      name="declaration.aiUses"
      label="S’il a des fonctions d’intelligence artificielle, à quoi peuvent-elles servir ?"
      hint="Ces usages ne sont pas interdits : la loi les encadre, et la fiche le dit."
      kind="checkbox"
      options={aiUses.map((each) => ({ value: each, label: capital(aiUseWords[each]) }))}
    />
    <div class="pair">
      <SelectField
        form={form}
        name="declaration.vendorType"
        label="Vous êtes"
        empty="Non renseigné"
        options={vendorTypes.map((each) => ({ value: each, label: capital(vendorTypeWords[each]) }))}
      />
      <SelectField
        form={form}
        name="declaration.hostedBy"
        label="Qui héberge l’outil ?"
        empty="Non renseigné"
        options={[
          { value: 'vendor', label: 'L’éditeur' },
          { value: 'school', label: 'L’établissement' },
        ]}
      />
    </div>
  </>
);

const Partners = ({ form }: Props) => (
  <>
    <LongField
      form={form}
      name="declaration.processors"
      label="Sous-traitants"
      hint="Un par ligne : nom ; pays en deux lettres ; rôle. Exemple : OVH ; FR ; hébergement. Écrivez « aucun » s’il n’y en a pas."
      rows={4}
    />
    <div class="pair">
      <TextField
        form={form}
        name="declaration.breachHours"
        label="Délai pour prévenir l’établissement d’une violation de données"
        hint="En heures. Exemple : 48"
      />
      <TextField
        form={form}
        name="declaration.purgeMonths"
        label="Délai d’effacement après la fin d’usage"
        hint="En mois. Exemple : 12"
      />
    </div>
  </>
);

const Papers = ({ form }: Props) => (
  <>
    <ChoiceField
      form={form}
      name="declaration.papersComplete"
      label="Cette liste est-elle complète ?"
      hint="Si oui, une pièce sans date sera dite « non remise » ; sinon elle reste inconnue."
      kind="radio"
      options={yesNo}
    />
    {paperKinds.map((kind) => (
      <fieldset class="field paper">
        <legend>{capital(paperWords[kind])}</legend>
        <CompactField form={form} name={`declaration.papers.${kind}.date`} label="Date (AAAA-MM-JJ)" />
        <CompactField form={form} name={`declaration.papers.${kind}.expires`} label="Valable jusqu’au (AAAA-MM-JJ)" />
        <CompactField form={form} name={`declaration.papers.${kind}.url`} label="Adresse publique" type="url" />
      </fieldset>
    ))}
  </>
);
