CREATE TABLE `adoption` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`digest` text NOT NULL,
	`version` text NOT NULL,
	`rules` integer NOT NULL,
	`reason` text NOT NULL,
	`author` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER adoption_refuses_update BEFORE UPDATE ON adoption BEGIN SELECT RAISE(ABORT, 'adoption is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER adoption_refuses_delete BEFORE DELETE ON adoption BEGIN SELECT RAISE(ABORT, 'adoption is append-only'); END;
