"""How requisitions, their forms and their log look."""
