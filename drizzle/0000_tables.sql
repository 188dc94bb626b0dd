CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`payload` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_hash_unique` ON `audit` (`hash`);--> statement-breakpoint
CREATE TABLE `decision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dossier_id` integer NOT NULL,
	`opinion` text NOT NULL,
	`decision` text NOT NULL,
	`author` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`dossier_id`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "decision_opinion" CHECK("opinion" IN ('favourable', 'favourable-with-conditions', 'unfavourable', 'adjourned'))
);
--> statement-breakpoint
CREATE INDEX `decision_by_dossier` ON `decision` (`dossier_id`);--> statement-breakpoint
CREATE TABLE `dossier` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`number` text NOT NULL,
	`key` text NOT NULL,
	`tool_id` integer NOT NULL,
	`email` text NOT NULL,
	`declaration` text NOT NULL,
	`state` text NOT NULL,
	`created_at` text NOT NULL,
	`moved_at` text NOT NULL,
	FOREIGN KEY (`tool_id`) REFERENCES `tool`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "dossier_state" CHECK("state" IN ('submitted', 'checking', 'check-inconclusive', 'to-review', 'decided', 'published'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dossier_number_unique` ON `dossier` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `dossier_key_unique` ON `dossier` (`key`);--> statement-breakpoint
CREATE INDEX `dossier_by_state` ON `dossier` (`state`,`moved_at`);--> statement-breakpoint
CREATE INDEX `dossier_by_email` ON `dossier` (`email`,`created_at`);--> statement-breakpoint
CREATE TABLE `dossier_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dossier_id` integer NOT NULL,
	`event` text NOT NULL,
	`actor` text NOT NULL,
	`reason` text NOT NULL,
	`at` text NOT NULL,
	`from_state` text,
	`to_state` text NOT NULL,
	FOREIGN KEY (`dossier_id`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "dossier_event_event" CHECK("event" IN ('submit', 'start-check', 'finish-check', 'fail-check', 'recheck', 'decide', 'publish')),
	CONSTRAINT "dossier_event_to" CHECK("to_state" IN ('submitted', 'checking', 'check-inconclusive', 'to-review', 'decided', 'published'))
);
--> statement-breakpoint
CREATE INDEX `dossier_event_by_dossier` ON `dossier_event` (`dossier_id`,`at`);--> statement-breakpoint
CREATE TABLE `entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`number` text NOT NULL,
	`host` text NOT NULL,
	`sort_name` text NOT NULL,
	`published_at` text NOT NULL,
	`card` text NOT NULL,
	`entry` text NOT NULL,
	FOREIGN KEY (`slug`) REFERENCES `tool`(`slug`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`number`) REFERENCES `dossier`(`number`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entry_slug_unique` ON `entry` (`slug`);--> statement-breakpoint
CREATE INDEX `entry_by_name` ON `entry` (`sort_name`);--> statement-breakpoint
CREATE INDEX `entry_by_date` ON `entry` (`published_at`);--> statement-breakpoint
CREATE INDEX `entry_by_number` ON `entry` (`number`);--> statement-breakpoint
CREATE INDEX `entry_by_host` ON `entry` (`host`);--> statement-breakpoint
CREATE TABLE `entry_facet` (
	`entry_id` integer NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	PRIMARY KEY(`kind`, `code`, `entry_id`),
	FOREIGN KEY (`entry_id`) REFERENCES `entry`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `entry_facet_by_entry` ON `entry_facet` (`entry_id`,`kind`,`code`);--> statement-breakpoint
CREATE TABLE `judgement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`visit_id` integer NOT NULL,
	`at` text NOT NULL,
	`outcome` text NOT NULL,
	`rulebook_version` text NOT NULL,
	`rulebook_digest` text NOT NULL,
	`report` text NOT NULL,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "judgement_outcome" CHECK("outcome" IN ('complete', 'inconclusive', 'refused'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `judgement_once` ON `judgement` (`visit_id`,`rulebook_digest`);--> statement-breakpoint
CREATE TABLE `login_token` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`nonce_hash` text NOT NULL,
	`email` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `login_token_by_email` ON `login_token` (`email`,`created_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`seq` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`at` text NOT NULL,
	`sent_at` text,
	FOREIGN KEY (`seq`) REFERENCES `audit`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`created_at` text NOT NULL,
	`seen_at` text NOT NULL,
	CONSTRAINT "session_role" CHECK("role" IN ('vendor', 'commission'))
);
--> statement-breakpoint
CREATE TABLE `tool` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`vendor` text NOT NULL,
	`url` text NOT NULL,
	`tool` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tool_slug_unique` ON `tool` (`slug`);--> statement-breakpoint
CREATE TABLE `visit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dossier_id` integer NOT NULL,
	`at` text NOT NULL,
	`evidence` text,
	`evidence_date` text,
	`browser` text,
	FOREIGN KEY (`dossier_id`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "visit_evidence" CHECK("evidence" IS NULL OR length("evidence") = 64)
);
--> statement-breakpoint
CREATE INDEX `visit_by_dossier` ON `visit` (`dossier_id`);--> statement-breakpoint
CREATE TABLE `job` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`lease_until` integer,
	`lease_token` text,
	`idempotency_key` text,
	`last_error` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	CONSTRAINT "job_state" CHECK("state" IN ('waiting', 'running', 'done', 'dead')),
	CONSTRAINT "job_attempts" CHECK("attempts" >= 0),
	CONSTRAINT "job_lease" CHECK(("state" = 'running') = ("lease_token" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `job_idempotency_key_unique` ON `job` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `job_by_turn` ON `job` (`state`,`next_at`);