-- Words are indexed folded from here on, and names of neighbours' letters as well: the search is made anew by itself.
TRUNCATE message_search, contact_search, search_marker;
