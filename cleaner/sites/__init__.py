"""Site memory: which lines stand on many pages of a site, learned from the pages themselves."""
