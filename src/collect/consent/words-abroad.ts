/** Words of consent buttons in the other languages of tools that French schools use: German, Dutch, Spanish, Italian, Polish, Portuguese. */

/** Tried after French and English, on words already plain (see words.ts). */
export const abroad = {
  paid: words(
    String.raw`\w*abonn(ieren|eren|ement)|(pur )?abo|suscri\w*|abbona\w*|pagar|paga|bezahlen|betalen|assinar`,
  ),
  reject: words(
    // German
    String.raw`ablehn\w*|abweisen|verweiger\w*|widersprechen|nicht (zustimmen|akzeptieren|einverstanden)`,
    String.raw`ohne (einwilligung|zustimmung|(zu )?akzeptieren)|nur .*(notwendig|essen[zt]iell|erforderlich|technisch|funktional)\w*|^(alle )?(notwendige|essen[zt]ielle|erforderliche|technische)( cookies)?( akzeptieren| erlauben| zulassen)?$`,
    'nein( danke)?$|nicht erlauben|nichts akzeptieren|einwilligung(en)? (insgesamt )?(widerrufen|zurucksetzen)',
    // Dutch
    String.raw`(cookies |alles |alle )?weiger\w*|afwijzen|niet akkoord|zonder (te accepteren|accepteren|akkoord|toestemming|cookies)|geen cookies|verwerpen|nee( bedankt| liever niet)?$`,
    String.raw`(alleen|enkel) .*(noodzakelijk|functione|essenti)\w*|^(alle )?(strikt )?noodzakelijke?( cookies)?( accepteren)?$|minimale cookies`,
    // Spanish
    String.raw`rechaz\w*|deneg\w*|no (acepto|aceptar|gracias)|sin aceptar|revocar (el )?consentimiento`,
    String.raw`solo .*(necesari|esencial|tecnic)\w*`,
    // Italian
    String.raw`rifiut\w*|nega( tutti)?$|senza (accettare|consenso)|sol[oi] .*(necessari|tecnic)\w*`,
    // Polish
    String.raw`odrzuc\w*|odmaw\w*|odmowa|nie (zgadzam|akceptuj|wyrazam)\w*|tylko .*niezbedn\w*`,
    // Portuguese
    String.raw`rejeit\w*|recus\w*|(apenas|somente) .*(necessari|essencia)\w*`,
  ),
  settings: words(
    String.raw`\w*einstellungen|einstellen|anpassen|optionen|verwalten|festlegen|details anzeigen|personalisier\w*|konfigurieren`,
    String.raw`\w*instellingen|voorkeuren|beheren|aanpassen|pas aan|personaliseren`,
    'opciones|preferencias|personalizar|gestionar|ajust(ar|es)|eleccion de cookies',
    'impostazioni|preferenze|personalizza|gestisci|opzioni',
    String.raw`ustawieni\w*|wiecej opcji|spersonalizuj|personalizuj|dostosuj|zarzadzaj|preferencj\w*|pozwol mi wybrac`,
    String.raw`definicoes|configurac\w*|opcoes|gerir`,
  ),
  acknowledge: words(
    'schliessen|verstanden$|sluiten|begrepen|cerrar|entendido|chiudi|ho capito|rozumiem|zamknij|w porzadku|fechar|entendi',
  ),
  accept: words(
    String.raw`akzeptier\w*|zustimm\w*|stimme zu|einverstanden|annehmen|erlauben|zulassen|einwillig\w*|alle auswahlen`,
    'accepteer|accepteren|akkoord|toestaan|aanvaard',
    String.raw`acept(o|ar)\w*|permitir|consentir|de acuerdo`,
    String.raw`accett\w*|acconsent\w*|consenti`,
    String.raw`(za)?akceptuj\w*|zgoda|zgadzam|zezwol|wyrazam zgode`,
    String.raw`aceit\w*|concordo`,
  ),
} as const;

function words(...alternatives: string[]): RegExp {
  return new RegExp(String.raw`\b(${alternatives.join('|')})(?!\p{L})`, 'u');
}
