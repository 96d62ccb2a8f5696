-- What the index knows of an article: 0 its words alone; 1 its pairs of words as well, its site and its month. The service brings
-- what is of an older shape up to date by itself.
ALTER TABLE article_words ADD COLUMN shape BIGINT NOT NULL DEFAULT 0;
CREATE INDEX article_words_of_old_shape ON article_words (number) WHERE shape = 0;
