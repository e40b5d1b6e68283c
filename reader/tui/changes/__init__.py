"""What the publisher changed: two revisions of an article, paragraph by paragraph."""
