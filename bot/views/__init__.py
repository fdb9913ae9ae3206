"""How answers look, as Block Kit; nothing here asks or remembers anything."""
