CREATE TABLE `account` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`issuer` text,
	`idp_id` text,
	`sub` text,
	`email` text NOT NULL,
	`name` text,
	`siret` text,
	`created_at` text NOT NULL,
	`seen_at` text,
	CONSTRAINT "account_kind" CHECK("kind" IN ('email', 'proconnect')),
	CONSTRAINT "account_key" CHECK(CASE "kind" WHEN 'proconnect' THEN "issuer" IS NOT NULL AND "idp_id" IS NOT NULL AND "sub" IS NOT NULL ELSE "issuer" IS NULL AND "idp_id" IS NULL AND "sub" IS NULL END)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_address` ON `account` (`email`) WHERE "kind" = 'email';--> statement-breakpoint
CREATE INDEX `account_by_email` ON `account` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `account_subject` ON `account` (`issuer`,`idp_id`,`sub`);--> statement-breakpoint
CREATE TABLE `role_grant` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`role` text NOT NULL,
	`from_day` text NOT NULL,
	`until_day` text NOT NULL,
	`reason` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "role_grant_role" CHECK("role" IN ('academy', 'expert', 'member', 'president', 'secretariat', 'administrator')),
	CONSTRAINT "role_grant_days" CHECK("from_day" <= "until_day")
);
--> statement-breakpoint
CREATE INDEX `role_grant_by_account` ON `role_grant` (`account_id`);--> statement-breakpoint
CREATE TABLE `role_grant_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`grant_id` integer NOT NULL,
	`act` text NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`grant_id`) REFERENCES `role_grant`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "role_grant_line_act" CHECK("act" IN ('confirm', 'refuse', 'withdraw', 'revoke'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `role_grant_line_once` ON `role_grant_line` (`grant_id`,`act`);--> statement-breakpoint
CREATE TABLE `rulebook_proposal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`digest` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rulebook_proposal_end` (
	`proposal_id` integer PRIMARY KEY NOT NULL,
	`end` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`proposal_id`) REFERENCES `rulebook_proposal`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "rulebook_proposal_end_end" CHECK("end" IN ('adopted', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE `session` ADD `account_id` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `roles` text;--> statement-breakpoint
ALTER TABLE `session` ADD `browser` text;--> statement-breakpoint
ALTER TABLE `session` ADD `id_token` text;--> statement-breakpoint
CREATE INDEX `session_by_account` ON `session` (`account_id`);
--> statement-breakpoint
CREATE TRIGGER role_grant_refuses_update BEFORE UPDATE ON role_grant BEGIN SELECT RAISE(ABORT, 'role_grant is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER role_grant_refuses_delete BEFORE DELETE ON role_grant BEGIN SELECT RAISE(ABORT, 'role_grant is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER role_grant_line_refuses_update BEFORE UPDATE ON role_grant_line BEGIN SELECT RAISE(ABORT, 'role_grant_line is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER role_grant_line_refuses_delete BEFORE DELETE ON role_grant_line BEGIN SELECT RAISE(ABORT, 'role_grant_line is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER rulebook_proposal_refuses_update BEFORE UPDATE ON rulebook_proposal BEGIN SELECT RAISE(ABORT, 'rulebook_proposal is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER rulebook_proposal_refuses_delete BEFORE DELETE ON rulebook_proposal BEGIN SELECT RAISE(ABORT, 'rulebook_proposal is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER rulebook_proposal_end_refuses_update BEFORE UPDATE ON rulebook_proposal_end BEGIN SELECT RAISE(ABORT, 'rulebook_proposal_end is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER rulebook_proposal_end_refuses_delete BEFORE DELETE ON rulebook_proposal_end BEGIN SELECT RAISE(ABORT, 'rulebook_proposal_end is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER account_refuses_delete BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'an account is never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER account_keeps_its_key BEFORE UPDATE OF kind, issuer, idp_id, sub, created_at ON account BEGIN SELECT RAISE(ABORT, 'an account keeps its key'); END;
--> statement-breakpoint
CREATE TRIGGER account_keeps_its_address BEFORE UPDATE OF email ON account WHEN OLD.kind = 'email' BEGIN SELECT RAISE(ABORT, 'an address keeps its account'); END;
--> statement-breakpoint
CREATE TRIGGER role_grant_takes_two BEFORE INSERT ON role_grant_line WHEN NEW.act = 'confirm' AND NEW.by = (SELECT proposed_by FROM role_grant WHERE id = NEW.grant_id) BEGIN SELECT RAISE(ABORT, 'a grant takes two people'); END;
--> statement-breakpoint
CREATE TRIGGER rulebook_takes_two BEFORE INSERT ON rulebook_proposal_end WHEN NEW."end" = 'adopted' AND NEW.by = (SELECT by FROM rulebook_proposal WHERE id = NEW.proposal_id) BEGIN SELECT RAISE(ABORT, 'an adoption takes two people'); END;
