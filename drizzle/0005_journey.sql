CREATE TABLE `journey` (
	`dossier_id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`text` text,
	`journey` text,
	`at` text NOT NULL,
	FOREIGN KEY (`dossier_id`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "journey_whole" CHECK(("text" IS NULL) = ("journey" IS NULL))
);
--> statement-breakpoint
CREATE TABLE `journey_secret` (
	`dossier_id` integer NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`key_id` text NOT NULL,
	`nonce` blob NOT NULL,
	`box` blob NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`dossier_id`, `name`),
	FOREIGN KEY (`dossier_id`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action
);
