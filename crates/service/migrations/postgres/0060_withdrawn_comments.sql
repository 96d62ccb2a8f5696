-- When the words of a comment were taken back, by its writer or at a person's wish: its name and its text are empty then. It stays for what answers it.
ALTER TABLE comments ADD COLUMN withdrawn_ms BIGINT;
