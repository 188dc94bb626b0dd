CREATE TABLE `task` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dossier_id` integer NOT NULL,
	`kind` text NOT NULL,
	`opened_at` text NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`dossier_id`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "task_kind" CHECK("kind" IN ('second-look'))
);
--> statement-breakpoint
CREATE INDEX `task_by_dossier` ON `task` (`dossier_id`);--> statement-breakpoint
CREATE TABLE `task_closing` (
	`task_id` integer PRIMARY KEY NOT NULL,
	`author` text NOT NULL,
	`reason` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TRIGGER task_refuses_update BEFORE UPDATE ON task BEGIN SELECT RAISE(ABORT, 'task is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER task_refuses_delete BEFORE DELETE ON task BEGIN SELECT RAISE(ABORT, 'task is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER task_closing_refuses_update BEFORE UPDATE ON task_closing BEGIN SELECT RAISE(ABORT, 'task_closing is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER task_closing_refuses_delete BEFORE DELETE ON task_closing BEGIN SELECT RAISE(ABORT, 'task_closing is append-only'); END;
