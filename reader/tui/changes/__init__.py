"""Changes by the publisher: two revisions of an article, paragraph by paragraph."""
