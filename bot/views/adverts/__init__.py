"""How readings and checks of adverts look."""
