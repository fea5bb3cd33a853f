-- Rooms are indexed folded as the inbox is, with the names of their files: the search is made anew by itself.
TRUNCATE room_search, search_marker;
