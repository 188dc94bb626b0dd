/** Tells drizzle-kit where the tables are declared and where the migrations go. */
import { defineConfig } from 'drizzle-kit';

// A default export is what drizzle-kit asks for.
export default defineConfig({
  dialect: 'sqlite',
  schema: ['./src/store/schema.ts', './src/store/tables/identity.ts', './src/queue/table.ts'],
  out: './drizzle',
});
