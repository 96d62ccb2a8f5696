-- Each answer with articles says when one was last taken down by hand.
CREATE INDEX articles_taken_down ON articles (site, withheld_ms) WHERE withheld_ms IS NOT NULL;
