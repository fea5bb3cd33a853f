-- The search is made anew when the program starts: words of a message that cannot be shown as such are found too.
TRUNCATE search_marker;
