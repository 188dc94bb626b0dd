-- Full-text index of the catalogue: rowid is entry.id, the text is rebuilt from entry.card, so nothing is stored twice.
-- `stems` holds French stems computed by the house (unicode61 alone finds "ecole" but not évaluer/évaluations).
CREATE VIRTUAL TABLE entry_search USING fts5(
  name, vendor, words, stems,
  content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2'
);
--> statement-breakpoint
CREATE TRIGGER dossier_event_refuses_update BEFORE UPDATE ON dossier_event BEGIN SELECT RAISE(ABORT, 'dossier_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER dossier_event_refuses_delete BEFORE DELETE ON dossier_event BEGIN SELECT RAISE(ABORT, 'dossier_event is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER visit_refuses_update BEFORE UPDATE ON visit BEGIN SELECT RAISE(ABORT, 'visit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER visit_refuses_delete BEFORE DELETE ON visit BEGIN SELECT RAISE(ABORT, 'visit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER judgement_refuses_update BEFORE UPDATE ON judgement BEGIN SELECT RAISE(ABORT, 'judgement is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER judgement_refuses_delete BEFORE DELETE ON judgement BEGIN SELECT RAISE(ABORT, 'judgement is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER decision_refuses_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER decision_refuses_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
