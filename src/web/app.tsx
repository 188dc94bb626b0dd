/** The route table: every address of the site, readable as a list. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { showAccount } from './account/account.tsx';
import { comeFromProConnect, goToProConnect } from './account/proconnect.tsx';
import { endSessions, showSessions } from './account/sessions.tsx';
import { onlyAdministrators, proposeGrant, settleGrant, showAdministration } from './administration/page.tsx';
import { serveAsset } from './assets.ts';
import { showEvidenceFile } from './commission/evidence-file.ts';
import { showProcesVerbal } from './commission/proces-verbal.ts';
import { onlyCommission, showQueue } from './commission/queue.tsx';
import { decide, recheckForCommission, showReview } from './commission/review.tsx';
import { askLink, consumeLink, showLink, showSignIn, signOut } from './commission/sign-in.tsx';
import {
  adoptRulebook,
  proposeRulebook,
  showSimulation,
  startSimulation,
  withdrawRulebook,
} from './commission/simulation.tsx';
import { closeTask } from './commission/tasks.tsx';
import type { Corridor, House } from './corridor.ts';
import { answerError, answerNotFound } from './errors.tsx';
import { protect, sendOriginToUs } from './headers.ts';
import { keepTyped } from './lapsed.tsx';
import { showAccessibility } from './open/accessibility.tsx';
import { showCommitments } from './open/commitments.tsx';
import { tellHealth } from './open/health.ts';
import { showJourneyGuide } from './open/journey-guide.tsx';
import { showLegalNotice } from './open/legal-notice.tsx';
import { showPrivacy } from './open/privacy.tsx';
import { showSiteMap } from './open/site-map.tsx';
import { showVisitor } from './open/visitor.tsx';
import { showWhoDecides } from './open/who-decides.tsx';
import { knowAccount } from './session.ts';
import { showDecision } from './teacher/decision.tsx';
import { showHome } from './teacher/home.tsx';
import { showRule } from './teacher/rule.tsx';
import { showRuleVersions } from './teacher/rule-versions.tsx';
import { showRules } from './teacher/rules.tsx';
import { showResults } from './teacher/search.tsx';
import { showSheet } from './teacher/sheet.tsx';
import { replaceJourney, showJourneyForm, showStepImage, withdrawJourney } from './vendor/journey.tsx';
import { followCheck } from './vendor/live.ts';
import { showMine } from './vendor/mine.tsx';
import { recheck, showSubmission } from './vendor/submission.tsx';
import { showForm, submit } from './vendor/submit.tsx';

const longestForm = 256 * 1024;

/** The whole site as one hono application; it listens to nothing by itself. */
export const openApp = (house: House): Hono<Corridor> => {
  const app = new Hono<Corridor>();
  const ownOrigin = new URL(house.publicUrl).origin;

  app.use(protect(house.secureCookies));
  app.get('/assets/:name', serveAsset);
  app.get('/sante', tellHealth(house));

  app.use(csrf({ origin: (origin, c) => origin === ownOrigin || origin === new URL(c.req.url).origin }));
  app.use(bodyLimit({ maxSize: longestForm, onError: refuseLength }));
  app.use(knowAccount(house));
  app.use(keepTyped);

  app.get('/', showHome(house));
  app.get('/outils', showResults(house));
  app.get('/outils/:slug', showSheet(house));
  app.get('/decisions/:number', showDecision(house));
  app.get('/regles', showRules(house));
  app.get('/regles/versions', showRuleVersions(house));
  app.get('/regles/:theme/:name', showRule(house));

  app.use('/deposer', sendOriginToUs);
  app.get('/deposer', showForm(house));
  app.post('/deposer', submit(house));
  app.use('/depots/*', sendOriginToUs);
  app.get('/depots', showMine(house));
  app.get('/depots/:key', showSubmission(house));
  app.get('/depots/:key/flux', followCheck(house));
  app.post('/depots/:key/controle', recheck(house));
  app.get('/depots/:key/parcours', showJourneyForm(house));
  app.post('/depots/:key/parcours', replaceJourney(house));
  app.post('/depots/:key/parcours/retrait', withdrawJourney(house));
  app.get('/depots/:key/captures/:sha256', showStepImage(house));

  app.use('/connexion/*', sendOriginToUs);
  app.get('/connexion', showSignIn(house));
  app.post('/connexion', askLink(house));
  app.get('/connexion/lien', showLink(house));
  app.post('/connexion/lien', consumeLink(house));
  app.post('/deconnexion', signOut(house));
  app.get('/connexion/proconnect', goToProConnect(house));
  app.get('/connexion/proconnect/retour', comeFromProConnect(house));

  app.use('/compte/*', sendOriginToUs);
  app.get('/compte', showAccount(house));
  app.get('/compte/sessions', showSessions(house));
  app.post('/compte/sessions/fin', endSessions(house));

  app.use('/administration/*', sendOriginToUs, onlyAdministrators);
  app.get('/administration', showAdministration(house));
  app.post('/administration/roles', proposeGrant(house));
  app.post('/administration/roles/:id/:act', settleGrant(house));

  app.use('/commission/*', sendOriginToUs, onlyCommission);
  app.get('/commission', showQueue(house));
  app.get('/commission/dossiers/:number', showReview(house));
  app.post('/commission/dossiers/:number', decide(house));
  app.post('/commission/dossiers/:number/questions/:id', closeTask(house));
  app.post('/commission/dossiers/:number/controle', recheckForCommission(house));
  app.get('/commission/simulation', showSimulation(house));
  app.post('/commission/simulation', startSimulation(house));
  app.post('/commission/simulation/proposition', proposeRulebook(house));
  app.post('/commission/simulation/retrait', withdrawRulebook(house));
  app.post('/commission/simulation/adoption', adoptRulebook(house));
  app.get('/commission/dossiers/:number/proces-verbal', showProcesVerbal(house));
  app.get('/preuves/:sha256', onlyCommission, showEvidenceFile(house));

  app.get('/parcours', showJourneyGuide(house));
  app.get('/engagements', showCommitments(house));
  app.get('/qui-decide', showWhoDecides(house));
  app.get('/accessibilite', showAccessibility(house));
  app.get('/mentions-legales', showLegalNotice(house));
  app.get('/donnees-personnelles', showPrivacy(house));
  app.get('/plan-du-site', showSiteMap(house));
  app.get('/visiteur', showVisitor(house));

  app.notFound(answerNotFound);
  app.onError(answerError(house.log));
  return app;
};

const refuseLength = (): never => {
  throw new HTTPException(413);
};
