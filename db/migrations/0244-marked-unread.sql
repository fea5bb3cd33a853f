-- U14: how often a member marked the conversation as unread. A look that began before the last mark does not undo it.
ALTER TABLE conversation_read ADD COLUMN marks integer NOT NULL DEFAULT 0;
